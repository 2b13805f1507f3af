/** What is said wherever a person of the register is looked for, or a list is narrowed to a place. */
export const finderText = {
  hint: '姓名、拼音首字母、身份证后四位、户编号',
  nothing: '没有找到。请核对姓名或改用身份证后四位；不在您管辖范围内的群众不会显示。',
  found: '查找结果',
  choose: '选择',
  chooseOf: (name: string) => `选择：${name}`,
  age: (years: number) => `${years}岁`,
  ageUnknown: '年龄不详',
  place: '所在地',
  wholePlace: '全部辖区',
} as const
