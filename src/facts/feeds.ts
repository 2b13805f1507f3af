import { civilAffairsFeeds } from '#facts/feeds-of-civil-affairs'
import { departmentFeeds } from '#facts/feeds-of-departments'

/** The files that a county takes in, with their headers and what each says in facts; the register comes first. */
export const feeds = { ...civilAffairsFeeds, ...departmentFeeds } as const

export type FeedName = keyof typeof feeds
