import type { TextFor } from '#kernel/text'
import type { OfficerRefusal, Permission } from '#contracts/officer'

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

export const refusals: TextFor<OfficerRefusal> = {
  'key-of-another-act': () => '这次提交与之前的操作编号重复，没有办理。请刷新页面后重新操作。',
  'sign-in-failed': (r) => `账号或密码不正确，还可以再试 ${r.attemptsLeft} 次。忘记密码请联系县民政局系统管理员。`,
  'sign-in-locked': (r) => `密码错误次数过多，账号已锁定，请 ${r.minutes} 分钟后再试，或联系县民政局系统管理员解锁。`,
  'not-signed-in': () => '登录已过期，请重新登录。',
  'permission-missing': (r) =>
    `您当前的岗位没有“${permissionNames[r.permission]}”的权限。如工作需要，请联系县民政局系统管理员调整岗位。`,
  'post-not-yours': () => '您没有这个岗位，请从自己的岗位中选择。',
}
