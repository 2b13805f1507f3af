export const casesText = {
  help: '用法：./doudi cases take-over [--county 区划代码] [--json]\n把在册救助对象纳入办件管理，从本月起按月发放、按期复核。已纳入的不会重复。',
  noOfficer: (county: string) =>
    `区划 ${county} 还没有县级经办岗位。请先用 ./doudi officer add 增加一名县级经办，再纳入在册对象。`,
  done: (cases: number) => `已纳入 ${cases} 个在册办件。`,
} as const
