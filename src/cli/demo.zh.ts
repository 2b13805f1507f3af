import type { NewOfficer } from '#modules/officer'

/** 石城县, Jiangxi: the county that the demo invents people for. */
export const demoCounty = '360735'

const password = 'Doudi@2026'

/** One account for each kind of post, for the demo only: `--no-demo` makes none. */
export const demoAccounts: readonly NewOfficer[] = [
  {
    login: 'village',
    name: '温小兰',
    password,
    posts: [{ role: 'village-worker', division: '360735100001', title: '村级民政协理员' }],
  },
  {
    login: 'township',
    name: '黄建民',
    password,
    posts: [{ role: 'township-clerk', division: '360735100', title: '琴江镇民政经办' }],
  },
  {
    login: 'township2',
    name: '谢玉珍',
    password,
    posts: [{ role: 'township-clerk', division: '360735100', title: '琴江镇民政办主任' }],
  },
  {
    login: 'county',
    name: '陈思远',
    password,
    posts: [{ role: 'county-officer', division: '360735', title: '县民政局社会救助股经办' }],
  },
  {
    login: 'county2',
    name: '刘永平',
    password,
    posts: [{ role: 'county-officer', division: '360735', title: '县民政局核对中心经办' }],
  },
  {
    login: 'leader',
    name: '赖国华',
    password,
    posts: [{ role: 'county-leader', division: '360735', title: '县民政局局长' }],
  },
  {
    login: 'supervisor',
    name: '刘静',
    password,
    posts: [{ role: 'prefecture-supervisor', division: '3607', title: '赣州市民政专项监督' }],
  },
]
