import { say, type TextFor } from '#kernel/text'

/** Everything that keeps the store from opening, with the facts that a person needs to put it right. */
export type StoreFault =
  | { readonly code: 'platform-without-binaries'; readonly platform: string }
  | {
      readonly code: 'folder-not-reachable'
      readonly folder: string
      readonly blockedBy: string
      readonly user: string
    }
  | { readonly code: 'folder-not-writable'; readonly folder: string }
  | { readonly code: 'cluster-not-created'; readonly folder: string; readonly detail: string }
  | { readonly code: 'postgres-does-not-start'; readonly logFile: string; readonly detail: string }
  | { readonly code: 'server-already-running'; readonly dataDir: string; readonly who: string; readonly since: string }
  | { readonly code: 'postgres-too-old'; readonly version: string }
  | { readonly code: 'store-newer-than-program'; readonly detail: string }
  | { readonly code: 'migration-failed'; readonly migration: string; readonly detail: string }
  | { readonly code: 'master-key-missing'; readonly file: string }
  | { readonly code: 'master-key-malformed'; readonly from: string }
  | { readonly code: 'master-key-of-another-store'; readonly from: string }
  | { readonly code: 'app-role-too-strong'; readonly role: string }
  | { readonly code: 'division-malformed' }
  | { readonly code: 'embedded-only'; readonly command: string }

const texts: TextFor<StoreFault> = {
  'platform-without-binaries': (f) =>
    `本机平台（${f.platform}）没有内置的 PostgreSQL 程序。请先执行 npm install 补齐可选依赖，或安装 PostgreSQL 15 以上版本并用环境变量 DATABASE_URL 指定。`,
  'folder-not-reachable': (f) =>
    `当前以 root 运行，数据库须以用户 ${f.user} 启动，但该用户无法进入目录 ${f.blockedBy}，因此不能使用 ${f.folder}。请用 --data 指定其他目录，例如 --data /var/lib/doudi。`,
  'folder-not-writable': (f) => `数据目录 ${f.folder} 无法写入。请检查目录权限，或用 --data 指定其他目录。`,
  'cluster-not-created': (f) => `数据库目录 ${f.folder} 初始化失败。请检查磁盘空间和目录权限后重试。详情：${f.detail}`,
  'postgres-does-not-start': (f) =>
    `数据库启动失败。请查看日志 ${f.logFile} 后重试，不要删除数据目录中的任何文件。详情：${f.detail}`,
  'server-already-running': (f) =>
    `数据目录 ${f.dataDir} 已有服务在运行：${f.who}，启动于 ${f.since}。请直接访问该服务；如需重启，请先结束该进程，或用 --data 指定其他目录。`,
  'postgres-too-old': (f) =>
    `数据库版本为 ${f.version}，需要 PostgreSQL 15 以上版本。请升级数据库，或去掉 DATABASE_URL 使用内置数据库。`,
  'store-newer-than-program': (f) =>
    `数据库由更新的程序版本建立，当前程序无法使用。请升级程序后再打开。详情：${f.detail}`,
  'migration-failed': (f) =>
    `数据库升级在 ${f.migration} 处失败，未做任何改动。请保留现场并把详情交给维护人员：${f.detail}`,
  'master-key-missing': (f) =>
    `数据库中已有加密数据，但找不到主密钥文件 ${f.file}。请从备份恢复该文件，或用环境变量 DOUDI_MASTER_KEY 提供主密钥；系统不会另建新密钥。`,
  'master-key-malformed': (f) => `${f.from} 中的主密钥格式不对，应为 64 个十六进制字符。请从备份恢复。`,
  'master-key-of-another-store': (f) => `${f.from} 中的主密钥与该数据库不符，用它读不出数据。请换用建库时的主密钥。`,
  'app-role-too-strong': (f) =>
    `数据库角色 ${f.role} 拥有超级用户或绕过行级安全的权限，或者拥有数据表，行级隔离会失效，已拒绝启动。请收回这些权限。`,
  'division-malformed': () => '区划代码格式不对：应为 2 至 12 位数字，留空表示全国。请核对后重试。',
  'embedded-only': (f) =>
    `命令 ${f.command} 只用于内置数据库，不能对 DATABASE_URL 指定的数据库执行。请由数据库管理员处理。`,
}

export function describeStoreFault(fault: StoreFault): string {
  return say(texts, fault)
}
