/**
 * Pass 2: what the files say, as values. A DMN file becomes a `Model` (decisions, business knowledge, types, tables),
 * a standards file becomes `Parameter` rows by division and time. Elements outside the supported part of DMN are errors
 * here. Expressions stay text; names are not resolved.
 */
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
export {
  parametersFromYaml,
  wholeCountry,
  YamlReader,
  type Parameter,
  type ParameterRow,
} from '#policy/model/standards'
