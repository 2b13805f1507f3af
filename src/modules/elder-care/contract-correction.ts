import Type, { type Static } from 'typebox'
import { VisitFinishing, visitWays } from './contract-visits.ts'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])

/** Where whoever told it was when she arrived, by her telephone. */
const ProofPlace = Type.Object({
  longitude: Type.Number({ minimum: -180, maximum: 180 }),
  latitude: Type.Number({ minimum: -90, maximum: 90 }),
})

/** The proof of a visit told again, whole, with why. What is left out of the optional stays as it was. */
export const VisitCorrecting = Type.Object({
  ...VisitFinishing.properties,
  /** Null takes a wrong place away. */
  place: Type.Optional(Nullable(ProofPlace)),
  reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
})
export type VisitCorrecting = Static<typeof VisitCorrecting>

/** What was told of a visit before each correction, the newest correction first. */
export const VisitCorrectionList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      reason: Type.String(),
      correctedBy: Type.String(),
      correctedAt: Type.String(),
      before: Type.Object({
        madeOn: Type.String(),
        arrivedAt: Type.Integer(),
        leftAt: Type.Integer(),
        way: Type.Enum(visitWays),
        note: Nullable(Type.String()),
        place: Nullable(ProofPlace),
        /** Who came; carers by their id. */
        carerIds: Type.Array(Type.String()),
        recordedBy: Nullable(Type.String()),
        recordedAt: Nullable(Type.String()),
      }),
    }),
  ),
})
export type VisitCorrectionList = Static<typeof VisitCorrectionList>
