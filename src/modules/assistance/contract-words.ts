/** What may be applied for. Small aid at once is in `temporary-assistance`, with a procedure of its own. */
export const programmes = [
  'subsistence-allowance',
  'individual-allowance',
  'destitute-support',
  'near-threshold',
  'rigid-expenditure',
  'emergency-aid',
  'expenditure-aid',
  'disability-living-subsidy',
  'disability-care-subsidy',
  'orphan-allowance',
  'unsupported-child-allowance',
  'old-age-allowance',
  'disabled-elder-subsidy',
] as const
export type Programme = (typeof programmes)[number]

/** Programmes for one person; the others are for the household. */
export const personProgrammes: ReadonlySet<Programme> = new Set<Programme>([
  'individual-allowance',
  'disability-living-subsidy',
  'disability-care-subsidy',
  'orphan-allowance',
  'unsupported-child-allowance',
  'old-age-allowance',
  'disabled-elder-subsidy',
])

export const caseStatuses = ['papers', 'open', 'active', 'grace', 'closed', 'refused', 'stopped', 'withdrawn'] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** What a procedure is about: a new application, or a look again at one that is paid. */
export const rounds = ['application', 'recheck', 'change', 'death', 'appeal'] as const
export type Round = (typeof rounds)[number]

/** What is to be done next. `fieldwork` is the survey and the means check, side by side. */
export const steps = [
  'papers',
  'fieldwork',
  'survey',
  'check',
  'opinion',
  'notice',
  'objection',
  'visit',
  'hearing',
  'decision',
  'confirmation',
  'letter',
  'review',
  'none',
] as const
export type Step = (typeof steps)[number]

/** Whose turn it is; `both` while township and county work side by side. */
export const turns = ['township', 'county', 'both', 'leader', 'nobody'] as const
export type Turn = (typeof turns)[number]

export const papers = [
  'identity',
  'promise',
  'authorisation',
  'spending-receipts',
  'emergency-proof',
  'guardian-identity',
  'parents-proof',
  'account',
] as const
export type Paper = (typeof papers)[number]

export const checkDepartments = [
  'police',
  'tax',
  'social-insurance',
  'real-estate',
  'market',
  'housing-fund',
  'vehicles',
  'banks',
  'funeral',
] as const
export type CheckDepartment = (typeof checkDepartments)[number]

export const pauseGrounds = ['ability-assessment', 'court-or-police', 'applicant-away', 'force-majeure'] as const
export type PauseGround = (typeof pauseGrounds)[number]

/** Why a procedure may take the longest of the lawful times. */
export const specialGrounds = ['objection', 'lives-elsewhere', 'applied-elsewhere', 'hard-survey'] as const
export type SpecialGround = (typeof specialGrounds)[number]

export const outcomes = ['grant', 'refuse', 'keep', 'change', 'stop', 'grace'] as const
export type ProposedOutcome = (typeof outcomes)[number]

export const stopGrounds = [
  'death',
  'no-longer-eligible',
  'voluntary',
  'moved-away',
  'imprisoned',
  'refuses-check',
  'fraud',
  'obligor-able',
  'ability-regained',
] as const
export type StopGround = (typeof stopGrounds)[number]

export const referralDepartments = ['medical', 'education', 'housing', 'employment', 'disaster'] as const
export type ReferralDepartment = (typeof referralDepartments)[number]
export const referralResults = ['given', 'partly', 'refused'] as const

/** How a letter is handed over. */
export const deliveryWays = ['in-person', 'by-family', 'by-post', 'left', 'announced'] as const
export type DeliveryWay = (typeof deliveryWays)[number]

export const colours = ['green', 'yellow', 'orange', 'red', 'paused'] as const
export type Colour = (typeof colours)[number]
