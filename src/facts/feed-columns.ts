import type { FeedColumn } from '#facts/feed'

/** Columns that many departments write alike. */
export const residentId = {
  header: '身份证号',
  aliases: ['公民身份号码', '身份证号码', '证件号码'],
  type: 'resident-id',
} as const satisfies FeedColumn
export const name = {
  header: '姓名',
  aliases: ['人员姓名'],
  type: 'text',
  required: true,
} as const satisfies FeedColumn

/** How the register writes the relation of the head of a household. */
export const headOfHousehold = '户主'
