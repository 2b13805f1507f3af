/**
 * Pass 2: what the files say, as values. A DMN file becomes a `Model` (decisions, business knowledge, types, tables),
 * a standards file becomes `Parameter` rows by division and time, an indicators file becomes `Indicator`s. Elements
 * outside the supported part of DMN are errors here. Expressions stay text; names are not resolved.
 */
export { indicatorsFromYaml, type Indicator, type Level, type OwnerRole, type Route } from '#policy/model/indicators'
export { modelFromXml } from '#policy/model/from-xml'
export type {
  Boxed,
  BusinessKnowledge,
  Decision,
  DecisionService,
  DecisionTable,
  FormalParameter,
  InputData,
  ItemDefinition,
  Model,
} from '#policy/model/model'
export { parametersFromYaml, wholeCountry, type Parameter, type ParameterRow } from '#policy/model/standards'
