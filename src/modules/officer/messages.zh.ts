import type { TextFor } from '#kernel/text'
import type { OfficerRefusal, Permission, Role } from '#contracts/officer'

const permissionNames: Readonly<Record<Permission, string>> = {
  'signal:read': '查看预警',
  'signal:assign': '分派预警',
  'signal:close': '办结预警',
  'signal:export': '导出预警清单',
  'household:read': '查看一户一档',
  'household:reveal': '查看敏感信息',
  'batch:read': '查看部门数据',
  'batch:deliver': '上传部门数据',
  'batch:withdraw': '撤回批次',
  'held-row:resolve': '处理问题数据',
  'policy:read': '查看政策',
  'policy:simulate': '试算政策变更',
  'policy:draft': '起草政策变更',
  'policy:confirm': '确认政策变更',
  'sweep:run': '发起筛查',
  'float:read': '查看备用金',
  'float:top-up': '拨入备用金',
  'aid:read': '查看小额快救',
  'aid:request': '登记小额快救',
  'aid:approve': '审批小额快救',
  'aid:pay': '发放小额快救',
  'audit:read': '查看审计日志',
}

export const roleNames: Readonly<Record<Role, string>> = {
  'village-worker': '村级经办',
  'township-clerk': '乡镇经办',
  'county-officer': '县级经办',
  'county-leader': '县级领导',
  'prefecture-supervisor': '市级监督',
}

export const refusals: TextFor<OfficerRefusal> = {
  'officer-unknown': (r) => `没有账号“${r.login}”，请用 ./doudi officer list 查看现有账号。`,
  'login-taken': (r) => `账号“${r.login}”已经存在，请换一个账号名，或用 ./doudi officer post 给他增加岗位。`,
  'post-at-wrong-level': (r) => `“${roleNames[r.role]}”岗位的区划代码应为 ${r.digits} 位，请核对。`,
  'post-held-already': () => '这个人已经有这个岗位。',
  'division-unknown': (r) => `没有代码为 ${r.division} 的区划，请核对。`,
  'password-too-short': (r) => `密码至少 ${r.least} 个字符，请重新设置。`,
  'old-password-wrong': () => '原密码不正确，请重新输入。',
  'key-of-another-act': () => '这次提交与之前的操作编号重复，没有办理。请刷新页面后重新操作。',
  'sign-in-failed': (r) => `账号或密码不正确，还可以再试 ${r.attemptsLeft} 次。忘记密码请联系县民政局系统管理员。`,
  'sign-in-locked': (r) => `密码错误次数过多，账号已锁定，请 ${r.minutes} 分钟后再试，或联系县民政局系统管理员解锁。`,
  'not-signed-in': () => '登录已过期，请重新登录。',
  'permission-missing': (r) =>
    `您当前的岗位没有“${permissionNames[r.permission]}”的权限。如工作需要，请联系县民政局系统管理员调整岗位。`,
  'post-not-yours': () => '您没有这个岗位，请从自己的岗位中选择。',
}
