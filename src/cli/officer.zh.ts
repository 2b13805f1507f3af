/** What `doudi officer` says. */
export const officerText = {
  usage: `用法：./doudi officer <子命令> [--data 目录]
  list                                                       列出账号和岗位
  add --login 账号 --name 姓名 --role 角色 --division 区划代码 --title 岗位名称   新增账号，打印初始密码
  post --login 账号 --role 角色 --division 区划代码 --title 岗位名称              增加一个岗位
  password --login 账号                                      重置密码并解除锁定，打印新密码
  disable --login 账号                                       停用账号，立即退出所有登录
  enable --login 账号                                        恢复账号`,
  roles: (names: readonly string[]) => `角色应为以下之一：${names.join('、')}。`,
  added: (login: string, password: string) =>
    `已新增账号 ${login}，初始密码：${password}\n请当面告知本人，登录后立即修改；此密码不会再次显示。`,
  postAdded: (login: string) => `已给 ${login} 增加岗位。`,
  reset: (login: string, password: string) => `账号 ${login} 的新密码：${password}\n请当面告知本人，登录后立即修改。`,
  disabled: (login: string) => `账号 ${login} 已停用。`,
  enabled: (login: string) => `账号 ${login} 已恢复。`,
  row: (of: { readonly login: string; readonly name: string; readonly state: string; readonly posts: string }) =>
    `${of.login}　${of.name}${of.state}　${of.posts}`,
  post: (role: string, division: string, title: string) => `${title}（${role}，${division}）`,
  states: { disabled: '（已停用）', locked: '（已锁定）', active: '' },
} as const
