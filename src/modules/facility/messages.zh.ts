import type {
  FacilityKind,
  FacilityRefusal,
  InstitutionClass,
  Mode,
  ProviderKind,
  Skill,
  VillagePointFault,
} from '#contracts/facility'
import { say, type TextFor } from '#kernel/text'

export const facilityKindNames: Readonly<Record<FacilityKind, string>> = {
  'county-centre': '县级养老服务管理平台',
  'township-hub': '区域养老服务中心',
  'village-station': '村（社区）养老服务站点',
  institution: '养老机构',
  canteen: '老年助餐点',
}

export const institutionClassNames: Readonly<Record<InstitutionClass, string>> = {
  'safety-net': '兜底保障型',
  inclusive: '普惠支持型',
  market: '完全市场型',
}

export const providerKindNames: Readonly<Record<ProviderKind, string>> = {
  public: '公办',
  'social-organisation': '社会服务机构',
  enterprise: '企业',
}

export const skillNames: Readonly<Record<Skill, string>> = {
  care: '生活照料',
  bathing: '助浴',
  cleaning: '助洁',
  nursing: '护理',
  escort: '陪同出行',
  meals: '送餐',
  'check-visit': '探访',
}

export const modeNames: Readonly<Record<Mode, string>> = { foot: '步行', 'e-bike': '电动车', car: '汽车' }

const levelText: Readonly<Record<FacilityKind, string>> = {
  'county-centre': '本县',
  'township-hub': '乡镇或村（社区）',
  'village-station': '村（社区）',
  institution: '乡镇或村（社区）',
  canteen: '乡镇或村（社区）',
}

/** The standards of policies that the network asks for. */
export const policyNames = { elderAge: '老年人年龄' } as const

/** How the columns of a file of village positions may be headed. */
export const pointHeaders = {
  code: ['区划代码', '行政区划代码', '代码', '村代码'],
  name: ['名称', '村名', '村（社区）', '行政区划名称'],
  longitude: ['经度'],
  latitude: ['纬度'],
} as const satisfies Record<string, readonly string[]>

const pointFaults: TextFor<VillagePointFault> = {
  'code-malformed': (r) => `区划代码“${r.text}”不是9位或12位数字。用表格软件编辑的，请把这一列设为“文本”格式后重新填写`,
  'code-unknown': (r) => `${r.division}不是本县的乡镇或村（社区），请核对代码`,
  'name-differs': (r) => `名称“${r.name}”与代码对应的“${r.known}”不一致，请核对是否错行`,
  'not-degrees': (r) =>
    r.text === '' ? '经度和纬度只填写了一项，请补齐' : `“${r.text}”不是以度为单位的小数，请改写成如116.34567的形式`,
  swapped: () => '经度和纬度写反了，请对调',
  'outside-china': (r) => `经度${r.longitude}、纬度${r.latitude}不在我国境内，请核对`,
  twice: (r) => `与第${r.before}行是同一个村，请只保留一行`,
}

/** What is wrong with a line of a file of positions, and what to do. */
export const pointFaultText = (fault: VillagePointFault): string => say(pointFaults, fault)

/** As many as one reads in a sentence; the list has more. */
const faultsInSentence = 5

export const refusals: TextFor<FacilityRefusal> = {
  'facility-not-found': () => '没有找到这处设施，可能不在您的管辖范围内。请返回列表重新选择。',
  'facility-changed-meanwhile': () => '其他同事刚刚修改过，请刷新后查看最新内容再修改。',
  'facility-outside-your-place': () => '设施所在地不在您的管辖范围内，请由当地民政部门登记。',
  'facility-wrong-level': (r) => `${facilityKindNames[r.kind]}的所在地应当选到${levelText[r.kind]}，请重新选择。`,
  'facility-class-missing': () => '养老机构必须选择类型：兜底保障型、普惠支持型或者完全市场型。',
  'facility-class-unasked': () => '只有养老机构才分类型，请清空“机构类型”。',
  'facility-nursing-beds-over': () => '护理型床位不能多于床位总数，请核对后重填。',
  'facility-centre-twice': () => '本县已有一个县级养老服务管理平台。需要更换的，请先将原平台停用。',
  'facility-catchment-outside': (r) => `服务范围中的 ${r.division} 不在本县，请去掉后重试。`,
  'facility-still-staffed': (r) => `还有 ${r.carers} 名服务人员以此处为出发地点，请先为他们更换出发地点再停用。`,
  'facility-still-cooks': (r) => `还有 ${r.agreements} 项助餐安排由此处供餐，请先更换供餐点或者结束安排。`,
  'facility-division-unknown': (r) => `没有 ${r.division} 这个区划，请从列表中重新选择。`,
  'facility-closes-before-opening': () => '停用日期早于启用日期，请核对后重填。',
  'facility-closed': () => '这处设施已经停用，请选择在用的设施。',
  'provider-not-found': () => '没有找到这家服务单位，请从列表中重新选择。',
  'provider-name-taken': () => '已有同名的服务单位，请直接选用，或者核对名称。',
  'provider-credit-code-invalid': () => '统一社会信用代码校验不通过，请对照登记证书核对18位代码。',
  'carer-not-found': () => '没有找到这名服务人员，可能不在您的管辖范围内。请返回列表重新选择。',
  'carer-shift-backwards': () => '下班时间应当晚于上班时间，请核对后重填。',
  'absence-backwards': () => '请假结束日期早于开始日期，请核对后重填。',
  'absence-overlaps': () => '这名服务人员在这段时间已有请假记录，请先撤销原记录再登记。',
  'absence-not-found': () => '没有找到这条请假记录，可能已经撤销。请刷新后查看。',
  'village-points-unreadable': (r) =>
    `文件在第${r.line}行附近读不下去，可能是引号没有成对。请用表格软件另存为CSV（UTF-8）后再导入。`,
  'village-points-without-header': () =>
    '没有找到列名。请在第一行写明“区划代码”“经度”“纬度”，可以另加“名称”，再重新导入。',
  'village-points-empty': () => '文件中没有填写位置的村（社区）。请核对后重新导入。',
  'village-points-too-many': (r) => `一次最多导入${r.most}行，请核对是不是选错了文件。`,
  'village-points-faulty': (r) =>
    `有${r.count}行需要更正，本次没有保存任何位置。${r.faults
      .slice(0, faultsInSentence)
      .map((fault) => `第${fault.line}行：${pointFaultText(fault)}`)
      .join('；')}${r.count > faultsInSentence ? '；等' : ''}。请更正后重新导入整个文件。`,
  'point-household-not-found': () => '没有找到这户家庭，可能不在您的管辖范围内。请返回重新选择。',
}
