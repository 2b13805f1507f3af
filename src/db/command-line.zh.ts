/** What `./doudi db` says. */
export const dbText = {
  usage: '用法：./doudi db migrate | reset --yes | types [--data 目录]',
  migrated: (applied: readonly string[]) =>
    applied.length === 0 ? '数据库结构已是最新。' : `已升级数据库结构：${applied.join('、')}`,
  typesWritten: (file: string) => `已写入 ${file}`,
  confirmReset: (dataDir: string) => `该命令会删除 ${dataDir} 中的全部数据且无法恢复。确认后请加上 --yes 重新执行。`,
} as const
