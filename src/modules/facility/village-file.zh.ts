/** What the same village is called with or without at the end. */
export const villageEnding = /(?:村民委员会|居民委员会|村委会|居委会|社区|村|镇|乡)+$/
