interface Counts {
  readonly passed: number
  readonly failed: number
  readonly refused: number
  readonly total: number
}

/** What `doudi tck` says. */
export const tckText = {
  usage:
    '用法：./doudi tck 目录 [--backend answer|sql] [--unfolded] [--json]\n  目录为 DMN 技术兼容性测试集（dmn-tck）所在处；--unfolded 让 SQL 后端不预先算出常量。',
  noTests: (directory: string) => `“${directory}”下没有 .dmn 模型，请指明 dmn-tck 的目录。`,
  unreadable: (file: string) => `测试文件“${file}”不是 dmn-tck 的格式。`,
  folder: (of: Counts & { readonly name: string }) =>
    `${of.name}：通过 ${of.passed}，不符 ${of.failed}，拒绝 ${of.refused}，共 ${of.total}`,
  failure: (of: {
    readonly file: string
    readonly case: string
    readonly node: string
    readonly expected: string
    readonly got: string
  }) => `  不符 ${of.file} ${of.case} ${of.node}：应为 ${of.expected}，得到 ${of.got}`,
  total: (of: Counts) => `合计：通过 ${of.passed}，不符 ${of.failed}，拒绝 ${of.refused}，共 ${of.total}`,
}
