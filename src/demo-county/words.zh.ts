import type { censusFields } from '#demo-county/census-2020'
import type { Relation } from '#demo-county/families'
import type {
  BenefitCategory,
  BenefitStatus,
  Custody,
  DisabilityType,
  ObligorStatus,
  ParentStatus,
  PensionScheme,
  RegistrationKind,
  StudentStage,
  Use,
  VehicleKind,
} from '#demo-county/population'

/** The values that departments write for what the generator knows by English words. */
export const sexes = { male: '男', female: '女' } as const
export const yesNo = { yes: '是', no: '否' } as const
export const none = '无'

export const relations: Record<Relation, string> = {
  head: '户主',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  grandparent: '祖父母',
  grandchild: '孙子女',
  sibling: '兄弟姐妹',
  'child-spouse': '子女配偶',
  other: '其他',
}

export const studentStages: Record<StudentStage, string> = {
  preschool: '学前',
  primary: '小学',
  junior: '初中',
  senior: '高中',
  vocational: '中职',
  college: '专科',
  bachelor: '本科',
  master: '硕士',
  doctor: '博士',
}

export const custodies: Record<Custody, string> = {
  prison: '服刑',
  detoxification: '强制隔离戒毒',
  missing: '宣告失踪',
}

export const parentStatuses: Record<ParentStatus, string> = {
  well: '健在',
  away: '外出务工',
  dead: '死亡',
  'declared-missing': '宣告失踪',
  disabled: '残疾',
  'gravely-ill': '重病',
  prison: '服刑在押',
  detoxification: '强制隔离戒毒',
  'out-of-contact': '失联',
}

/** A child that relatives bring up at home. */
export const withRelatives = '散居'

export const registrationKinds: Record<RegistrationKind, string> = { urban: '城镇', rural: '农村' }

export const disabilityTypes: Record<DisabilityType, string> = {
  sight: '视力',
  hearing: '听力',
  speech: '言语',
  limb: '肢体',
  intellect: '智力',
  mental: '精神',
  multiple: '多重',
}

/** The digit that a disability card carries after the identity number. */
export const disabilityDigits: Record<DisabilityType, string> = {
  sight: '1',
  hearing: '2',
  speech: '3',
  limb: '4',
  intellect: '5',
  mental: '6',
  multiple: '7',
}

export const levelWords = ['一级', '二级', '三级', '四级'] as const

export const benefitCategories: Record<BenefitCategory, string> = {
  destitute: '特困',
  subsistence: '低保',
  'single-person': '单人保',
  'near-threshold': '边缘',
  'rigid-expenditure': '刚性支出',
}

export const benefitStatuses: Record<BenefitStatus, string> = {
  current: '在保',
  stopped: '停保',
  refused: '不予确认',
}

export const pensionSchemes: Record<PensionScheme, string> = {
  employee: '职工养老保险',
  civil: '机关事业单位养老保险',
  resident: '城乡居民养老保险',
}

export const vehicleKinds: Record<VehicleKind, string> = {
  car: '小型汽车',
  truck: '大型汽车',
  motorcycle: '摩托车',
  wheelchair: '残疾人机动轮椅车',
}

export const uses: Record<Use, string> = {
  dwelling: '住宅',
  shop: '商业',
  office: '办公',
  garage: '车库',
  factory: '工业',
}

export const obligorStatuses: Record<ObligorStatus, string> = {
  incapable: '无民事行为能力',
  missing: '宣告失踪',
  prison: '服刑',
}

export const obligorRelations = { son: '儿子', daughter: '女儿' } as const

export const unemploymentReasons = [
  '合同期满',
  '用人单位裁员',
  '单位破产关闭',
  '个体工商户停业',
  '本人非自愿离职',
] as const

export const diseases = [
  '肺炎',
  '高血压',
  '冠心病',
  '脑梗死',
  '慢性支气管炎',
  '胆囊结石',
  '骨折',
  '糖尿病',
  '白内障',
  '腰椎间盘突出',
  '胃溃疡',
  '急性阑尾炎',
  '上呼吸道感染',
  '肾结石',
  '甲状腺结节',
] as const

export const seriousDiseases = [
  '恶性肿瘤',
  '终末期肾病',
  '白血病',
  '重型再生障碍性贫血',
  '急性心肌梗死',
  '重大器官移植术后',
  '肝硬化失代偿期',
  '系统性红斑狼疮',
] as const

export const hospitalEndings = ['人民医院', '中医院', '妇幼保健院', '第二人民医院'] as const
export const townHospital = '卫生院'
export const cityHospital = '市第一人民医院'
export const funeralHomeEnding = '殡仪馆'
export const villageEnding = '号'
export const groupWord = '组'

export const employerMiddles = ['鑫源', '恒达', '宏盛', '绿野', '华泰', '金桥', '瑞丰', '永兴', '大地', '新城'] as const
export const employerEndings = [
  '服饰有限公司',
  '电子科技有限公司',
  '建筑工程有限公司',
  '农业发展有限公司',
  '物流有限公司',
  '商贸有限公司',
  '劳务派遣有限公司',
  '家具厂',
  '鞋业有限公司',
  '物业服务有限公司',
] as const

export const carModels = [
  '五菱宏光',
  '长安欧诺',
  '吉利帝豪',
  '大众朗逸',
  '比亚迪秦',
  '哈弗H6',
  '奇瑞瑞虎',
  '日产轩逸',
] as const
export const truckModels = ['东风轻卡', '江淮骏铃', '福田奥铃', '解放虎V'] as const
export const motorcycleModels = ['豪爵125', '五羊本田125', '钱江150', '宗申110'] as const
export const wheelchairModels = ['宗申残疾人三轮', '力之星三轮'] as const

/** First character of number plates by province code. */
export const plateProvinces: Readonly<Record<string, string>> = {
  '11': '京',
  '12': '津',
  '13': '冀',
  '14': '晋',
  '15': '蒙',
  '21': '辽',
  '22': '吉',
  '23': '黑',
  '31': '沪',
  '32': '苏',
  '33': '浙',
  '34': '皖',
  '35': '闽',
  '36': '赣',
  '37': '鲁',
  '41': '豫',
  '42': '鄂',
  '43': '湘',
  '44': '粤',
  '45': '桂',
  '46': '琼',
  '50': '渝',
  '51': '川',
  '52': '贵',
  '53': '云',
  '54': '藏',
  '61': '陕',
  '62': '甘',
  '63': '青',
  '64': '宁',
  '65': '新',
}

/** Values that no contract lists, as they turn up now and then. */
export const unlistedValues: Readonly<Record<string, string>> = {
  职工养老保险: '企业职工',
  机关事业单位养老保险: '机关养老',
  城乡居民养老保险: '新农保',
  小型汽车: '小型普通客车',
  大型汽车: '重型货车',
  摩托车: '轻便两轮',
  残疾人机动轮椅车: '三轮',
  住宅: '成套',
  商业: '商铺',
  车库: '储藏间',
  视力: '视残',
  听力: '听残',
  言语: '言残',
  肢体: '肢残',
  智力: '智残',
  精神: '精残',
  多重: '综合',
  在保: '正常',
  停保: '注销',
  是: 'Y',
  否: 'N',
  城镇: '居民',
  农村: '农业',
}

/** Characters that clerks mistake for each other. */
export const lookAlikes: Readonly<Record<string, string>> = {
  华: '花',
  芳: '方',
  伟: '纬',
  丽: '莉',
  莉: '丽',
  萍: '平',
  平: '萍',
  红: '虹',
  军: '君',
  君: '军',
  英: '瑛',
  刘: '浏',
  张: '章',
  陈: '程',
  李: '季',
  王: '壬',
  黄: '皇',
  杨: '扬',
  吴: '昊',
  周: '邹',
  徐: '许',
  林: '淋',
  秀: '绣',
  兰: '蓝',
  梅: '玫',
  建: '健',
  国: '囯',
  明: '朋',
  涛: '淘',
  玉: '王',
  金: '全',
  文: '纹',
  子: '籽',
  宇: '字',
  雨: '羽',
  欣: '新',
  怡: '恰',
  浩: '皓',
  晨: '辰',
}

export const fullWidthDigits = '０１２３４５６７８９'
export const yuanSuffix = '元'
export const wideSpace = '\u3000'
/** 2026年3月5日, the way a clerk types a day. */
export function typedDay(year: number, month: number, dayOfMonth: number): string {
  return `${year}年${month}月${dayOfMonth}日`
}

const bandNames = ['0岁', '1到4岁', ...Array.from({ length: 16 }, (_, i) => `${5 + i * 5}到${9 + i * 5}岁`), '85岁以上']

/** The headers of the county volume of the census as it is passed around in csv. */
export const censusHeaders: {
  readonly code: string
  readonly fields: Readonly<Record<(typeof censusFields)[number], string>>
  readonly bands: readonly string[]
} = {
  code: '区划代码',
  fields: {
    people: '人口数_合计',
    urbanPeople: '城镇人口',
    households: '家庭户数',
    householdPeople: '家庭户人口数',
    onePersonHouseholds: '一人户数',
    oneGenerationHouseholds: '一代户数',
    twoGenerationHouseholds: '二代户数',
    threeGenerationHouseholds: '三代户数',
    fourGenerationHouseholds: '四代以上户数',
  },
  bands: bandNames.flatMap((band) => [`男_${band}`, `女_${band}`]),
}
