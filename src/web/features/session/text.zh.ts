export const signInText = {
  title: '兜底',
  slogan: '民政工作台',
  promise: '兜住 · 兜准 · 兜牢',
  login: '账号',
  password: '密码',
  loginMissing: '请填写账号',
  passwordMissing: '请填写密码',
  submit: '登录',
  hint: '忘记密码请联系县民政局系统管理员。连续五次输错密码，账号将锁定十五分钟。',
} as const

export const passwordText = {
  title: '修改密码',
  old: '原密码',
  oldMissing: '请填写原密码',
  new: '新密码',
  newMissing: '请填写新密码',
  hint: '至少10个字符，不要与其他系统相同。',
  again: '再填一次新密码',
  differs: '两次填写的新密码不一致',
  confirm: '修改',
  cancel: '取消',
  done: '密码已修改，其他地方的登录已全部退出。',
} as const
