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
