/** Names of an invented network of elder care. Real counties have others. */
export const careWords = {
  centre: (county: string) => `${county}养老服务管理平台（演示）`,
  hub: (township: string) => `${township}区域养老服务中心`,
  station: (village: string) => `${village.replace(/(?:村民委员会|居民委员会|村委会|居委会)$/, '')}养老服务站`,
  canteen: (village: string) => `${village.replace(/(?:村民委员会|居民委员会|村委会|居委会)$/, '')}老年助餐点`,
  safetyNet: (county: string) => `${county}中心敬老院`,
  inclusive: (township: string) => `${township}颐养院`,
  market: (county: string) => `${county}康养公寓`,
  address: (village: string) => `${village}服务楼`,
  providers: ['县福利服务中心', '琴江社会工作服务社', '康邻居家养老有限公司'],
  proofs: [
    '精神状态良好，血压正常。',
    '情绪稳定，饮食正常。',
    '帮助整理了房间，老人满意。',
    '提醒按时服药，未见异常。',
  ],
  missed: '上门时老人不在家，已电话联系子女。',
  assessors: ['曾慧敏', '温春华', '赖丽萍', '邓小红'],
  employer: '县人民医院康复科',
  place: '老人家中',
  planNote: '每次服务前电话联系。',
} as const
