/**
 * The columns of the sweep as somebody would write them by hand for DuckDB, with the amounts of Jiangxi from April 2025
 * as literals. It is the yardstick of `bench sweep`, and a second opinion on the policies: the results must be equal.
 */
export function handwrittenSql(source: string, day: string): string {
  const severe = (x: string): string =>
    `((${x}."disabilityLevel" between 1 and 2) or (${x}."disabilityLevel" = 3 and ${x}."disabilityType" in ('智力', '精神')))`
  const recent = (column: string): string => `x."${column}" > date '${day}' - 60 and x."${column}" <= date '${day}'`
  const anyCounted = (condition: string): string => `len(list_filter(counted, lambda x: ${condition})) > 0`
  const anyMember = (condition: string): string => `len(list_filter(members, lambda x: ${condition})) > 0`
  const own = `x."wage" + x."pension" + x."unemploymentBenefit"`
  const total = (column: string): string => `coalesce(list_sum(list_transform(counted, lambda x: x."${column}")), 0)`
  return `
with counted_households as (
  select *, case when "registrationKind" = '城镇' then 980 else 765 end as standard,
    case when "registrationKind" = '城镇' then 1275 else 995 end as living,
    list_filter(members, lambda x: x."deathDay" > date '${day}' and x."custody" = '无'
      and not (x."relation" = '子女' and x."age" >= 18 and x."studentStage" in ('硕士', '博士'))) as counted
  from ${source}
), totals as (
  select *, len(counted) as n,
    coalesce(list_sum(list_transform(counted, lambda x: ${own})), 0) as earned,
    len(list_filter(counted, lambda x: x."wage" > 0)) as earners,
    coalesce(list_sum(list_transform(obligors, lambda o: case
      when o."status" <> '无' or o."category" <> '无' or o."householdIncome" <= standard * o."householdSize" then 0
      else (o."householdIncome" - standard * o."householdSize") * case when o."children" <= 2 then 0.5 else 0.4 end / o."supported" end)), 0) as support,
    ${total('vehicleCount')} as vehicles, ${total('vehicleValue')} as vehicle_value, ${total('nonResidentialCount')} as shops,
    ${total('houseCount')} as houses, ${total('houseArea')} as area, ${total('medicalSelfPay')} as medical
  from counted_households
), raw_incomes as (
  -- greatest(0, null) would be 0: an unknown income must stay unknown.
  select *, earned + ("businessIncome" + "propertyIncome" + "transferIncome") / 12 + support - 0.3 * standard * earners as raw_income from totals
), incomes as (
  select *, case when raw_income < 0 then 0 else raw_income end as income,
    shops = 0 and (houses <= 1 or (houses = 2 and area <= 54.96 * n)) as houses_fit
  from raw_incomes
), tests as (
  select *, income < standard * n as poor, income < 1.5 * standard * n as near,
    "financialAssets" <= 48 * standard * n and vehicles = 0 and houses_fit as property_fits,
    "financialAssets" <= 72 * standard * n and vehicle_value <= 15 * standard and houses_fit as near_property_fits,
    len(list_filter(counted, lambda x: not (x."age" >= 60 or x."age" < 16
      or (x."disabilityType" in ('智力', '精神') and x."disabilityLevel" between 1 and 3)
      or (x."disabilityType" = '肢体' and x."disabilityLevel" between 1 and 2) or (x."disabilityType" = '视力' and x."disabilityLevel" = 1)))) = 0
    and len(list_filter(obligors, lambda x: not ((x."status" <> '无' and x."propertyFits") or x."category" = '特困' or (x."category" = '低保' and x."age" >= 60)
      or ((x."age" >= 70 or ${severe('x')}) and x."ownIncome" * 12 < 36045 and x."propertyFits")))) = 0 as helpless,
    list_filter(counted, lambda x: ${severe('x')} or x."seriousIllness" <> '无') as alone
  from incomes
), categories as (
  select *, poor and property_fits as allowed, near and near_property_fits as nearly,
    income * 12 < 36045 * n and near_property_fits and medical + "educationSpending" + "rehabilitationSpending" > 0.6 * income * 12 as rigid
  from tests
), decided as (
  select *,
    case when n = 0 then '无'
      when helpless and allowed then '特困' when helpless and allowed is null then null
      when allowed then '低保' when allowed is null then null
      when nearly then case when len(alone) > 0 then '单人保' else '边缘' end when nearly is null then null
      when rigid then '刚性支出' when rigid is null then null else '无' end as category,
    case when ${anyMember(`x."benefitCategory" = '特困'`)} then '特困' when ${anyMember(`x."benefitCategory" = '低保'`)} then '低保'
      when ${anyMember(`x."benefitCategory" = '单人保'`)} then '单人保' when ${anyMember(`x."benefitCategory" = '边缘'`)} then '边缘'
      when ${anyMember(`x."benefitCategory" = '刚性支出'`)} then '刚性支出' else '无' end as registered,
    list_max(list_transform(members, lambda x: x."benefitAmount")) as registered_amount
  from categories
), paid as (
  select *, case category
    when '特困' then list_sum(list_transform(counted, lambda x: living + case when x."selfCareFailures" = 0 then 110 when x."selfCareFailures" <= 3 then 375 else 1500 end))
    when '低保' then ceil(greatest(0, standard * n - income) + standard * list_sum(list_transform(counted, lambda x: case
      when x."seriousIllness" <> '无' then 0.3 when ${severe('x')} then 0.2 when x."age" >= 70 or x."age" < 18 then 0.1 else 0 end)))
    when '单人保' then list_sum(list_transform(alone, lambda x: ceil(greatest(0, standard - (${own})))))
    when '边缘' then 0 when '刚性支出' then 0 when '无' then 0 end as amount,
    registered <> '无' or category <> '无' as low_income
  from decided
)
select "householdId", division, category as "救助类别", amount as "应发月金额", income as "家庭月收入", income / n as "家庭月人均收入", n as "家庭人口",
  registered as "在册类别", registered_amount as "在册金额",
  low_income and ${anyCounted('x."medicalSelfPay" >= 10000')} as "M01",
  not low_income and ${anyCounted('x."medicalSelfPay" >= 26000')} as "M02",
  low_income and ${anyCounted(recent('seriousIllnessSince'))} as "M04",
  ${anyCounted(`${recent('disabilityIssuedOn')} and ${severe('x')}`)} as "D01",
  ${anyCounted(`x."unemployedSince" <= date '${day}' - interval 3 month and x."currentUnemploymentBenefit" = 0 and x."currentWage" = 0`)}
    and len(list_filter(counted, lambda x: x."currentWage" > 0 or x."pension" > 0)) = 0 as "J01",
  len(list_filter(members, lambda x: ${recent('deathDay')} and x."wage" > 0 and x."wage" >= list_max(list_transform(members, lambda y: y."wage")))) > 0 as "F01",
  ${anyMember(`x."deathDay" <= date '${day}' and x."benefitCategory" <> '无'`)} as "X01",
  registered in ('特困', '低保') and (vehicles > 0 or shops > 0 or houses > 2) as "X02",
  ${anyMember(`x."benefitCount" >= 2`)} as "X03",
  registered = '无' and near and ${anyMember(`x."benefitEndedOn" > date '${day}' - interval 2 year and x."benefitEndedOn" <= date '${day}'`)} as "N01",
  ${anyMember(`x."benefitCategory" in ('特困', '低保', '单人保') and x."benefitApprovedOn" <= date '${day}' - interval 2 month
    and (x."benefitLastPaidOn" = date '9999-12-31' or x."benefitLastPaidOn" < date '${day}' - interval 2 month)`)} as "P01",
  category in ('特困', '低保', '单人保') and registered = '无' as "Q01",
  registered in ('特困', '低保', '单人保') and category in ('边缘', '刚性支出', '无') as "Q02",
  category in ('特困', '低保', '单人保') and registered in ('特困', '低保', '单人保') and (category <> registered or abs(amount - registered_amount) >= 50) as "Q03"
from paid`
}
