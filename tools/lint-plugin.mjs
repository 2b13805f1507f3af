const han = /\p{Script=Han}/u
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643: right check character and a plausible birth day. */
function isResidentId(text) {
  const month = Number(text.slice(10, 12))
  const dayOfMonth = Number(text.slice(12, 14))
  if (!/^(18|19|20)/.test(text.slice(6, 8)) || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > 31)
    return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return '10X98765432'[sum % 11] === text[17]
}

const literals = (check) => ({
  Literal(node) {
    if (typeof node.value === 'string') check(node, node.value)
  },
  TemplateElement(node) {
    check(node, node.value.cooked ?? '')
  },
  JSXText(node) {
    check(node, node.value)
  },
})

export default {
  meta: { name: 'house' },
  rules: {
    'chinese-lives-in-messages': {
      create: (context) =>
        literals((node, text) => {
          if (han.test(text)) {
            context.report({
              node,
              message: 'Chinese text belongs in messages.zh.ts, the glossary, the fact catalogue or policies/.',
            })
          }
        }),
    },
    'no-real-resident-id': {
      create: (context) =>
        literals((node, text) => {
          for (const found of text.match(/\d{17}[\dXx]/g) ?? []) {
            if (isResidentId(found.toUpperCase())) {
              context.report({
                node,
                message: 'Build it with checkCharacter(); a valid resident identity number is never written out.',
              })
            }
          }
        }),
    },
  },
}
