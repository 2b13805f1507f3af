/** A concept of the field: its Chinese name, its one English name in code, the law it comes from, and words not to use. */
export interface Term {
  readonly zh: string
  readonly short?: string
  readonly en: string
  readonly law?: string
  /** Words that must not be used in code for this concept. */
  readonly not?: readonly string[]
}

/** One row a concept. Modules, tables, routes and types use the English term; screens and policies the Chinese. */
export const terms = {
  household: {
    zh: '共同生活家庭',
    short: '户',
    en: 'household',
    law: '《最低生活保障审核确认办法》第七条',
    not: ['hukou'],
  },
  member: { zh: '共同生活的家庭成员', short: '成员', en: 'member', law: '《最低生活保障审核确认办法》第七条' },
  membership: { zh: '家庭成员关系', en: 'membership' },
  person: { zh: '人员', en: 'person' },
  registry: { zh: '人口与家庭档案', short: '一户一档', en: 'registry' },
  division: { zh: '行政区划', en: 'administrative division', law: '《行政区划管理条例》', not: ['xingzheng'] },
  residentId: {
    zh: '公民身份号码',
    en: 'resident identity number',
    law: '《居民身份证法》',
    not: ['idCard', 'shenfenzheng'],
  },
  obligor: { zh: '法定赡养、抚养、扶养义务人', short: '法定义务人', en: 'obligor', law: '《特困人员认定办法》第四条' },
  fact: { zh: '事实', en: 'fact' },
  coverage: { zh: '全量数据范围', en: 'coverage' },
  feed: { zh: '部门数据', en: 'feed' },
  exchange: { zh: '部门数据交换', en: 'exchange' },
  batch: { zh: '批次', en: 'batch' },
  heldRow: { zh: '问题数据', en: 'held row' },
  quarantine: { zh: '隔离数据', en: 'quarantine' },
  review: { zh: '待核对数据', en: 'review' },
  socialAssistance: { zh: '社会救助', en: 'social assistance', law: '《社会救助法》', not: ['welfare'] },
  subsistenceAllowance: {
    zh: '最低生活保障',
    short: '低保',
    en: 'minimum subsistence allowance',
    law: '《社会救助法》第十八条',
    not: ['dibao', 'basicIncome', 'livingAllowance'],
  },
  individualAllowance: {
    zh: '单人保',
    en: 'individual allowance',
    law: '《最低生活保障审核确认办法》第八条',
    not: ['danrenbao'],
  },
  destituteSupport: {
    zh: '特困人员救助供养',
    short: '特困',
    en: 'destitute support',
    law: '《社会救助法》第十六条',
    not: ['tekun', 'wubaohu'],
  },
  nearThreshold: {
    zh: '最低生活保障边缘家庭',
    short: '边缘',
    en: 'near-threshold household',
    law: '《社会救助法》第二十一条',
    not: ['bianyuan'],
  },
  rigidExpenditure: {
    zh: '刚性支出困难家庭',
    short: '刚性支出',
    en: 'rigid-expenditure household',
    law: '《刚性支出困难家庭认定办法》',
  },
  standard: { zh: '标准', en: 'standard' },
  policy: { zh: '政策', en: 'policy' },
  policyRegister: { zh: '政策登记', en: 'policy register' },
  policyDraft: { zh: '政策草案', short: '草案', en: 'policy draft' },
  policyDraftFile: { zh: '草案文件', en: 'policy draft file' },
  simulation: { zh: '政策试算', short: '试算', en: 'simulation' },
  confirmation: { zh: '确认', en: 'confirmation' },
  determination: { zh: '认定', en: 'determination' },
  monitoring: { zh: '监测预警', en: 'monitoring', law: '国办发〔2023〕39号' },
  indicator: { zh: '预警指标', en: 'indicator' },
  episode: { zh: '预警事件', en: 'episode' },
  signal: { zh: '预警', en: 'signal', not: ['alarm'] },
  route: { zh: '处置方式', en: 'route', law: '国办发〔2023〕39号' },
  snapshot: { zh: '人口快照', en: 'snapshot' },
  sweep: { zh: '筛查', en: 'sweep' },
  workingDay: { zh: '工作日', en: 'working day', law: '《国务院办公厅关于部分节假日安排的通知》' },
  officer: { zh: '工作人员', en: 'officer' },
  post: { zh: '岗位', en: 'post' },
  session: { zh: '登录会话', en: 'session' },
  auditEntry: { zh: '审计日志', en: 'audit entry', law: '《个人信息保护法》第五十一条' },
  commandReceipt: { zh: '操作回执', en: 'command receipt' },
  masterKey: { zh: '主密钥指纹', en: 'master key' },
  registerChange: { zh: '登记变更留痕', en: 'register change' },
  touchedHousehold: { zh: '待重新筛查户', en: 'touched household' },
  signalEvent: { zh: '预警办理记录', en: 'signal event' },
} as const satisfies Record<string, Term>
