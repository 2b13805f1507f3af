import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FacilityRow, VillagePoint } from '#contracts/facility'
import { facilityKindNames, institutionClassNames } from '#messages/facility'
import { villagesServed } from '#web/features/facility/places.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { count } from '#web/format.ts'

/** What a facility can take in, in words; empty for one that only manages. */
export function capacityOf({ beds, nursingBeds, dayPlaces, meals }: FacilityRow): string {
  return [
    beds === 0 ? '' : facilityText.bedsOf(count(beds), count(nursingBeds)),
    dayPlaces === 0 ? '' : facilityText.dayPlacesOf(count(dayPlaces)),
    meals === 0 ? '' : facilityText.mealsOf(count(meals)),
  ]
    .filter((words) => words !== '')
    .join('　')
}

/** The kind, with the class of an institution. */
export function kindInWords({ kind, institutionClass }: FacilityRow): string {
  const name = facilityKindNames[kind]
  return institutionClass === null ? name : `${name}（${institutionClassNames[institutionClass]}）`
}

/** The facility that was picked on the map. */
export function FacilityCard({
  facility,
  villages,
  mayEdit,
  onClose,
}: {
  facility: FacilityRow
  villages: readonly VillagePoint[]
  mayEdit: boolean
  onClose: () => void
}): ReactNode {
  const capacity = capacityOf(facility)
  return (
    <div className="facility-card" aria-label={facilityText.chosenFacility} role="region">
      <span className="facility-lines">
        <strong>{facility.name}</strong>
        <span className="quiet">
          {kindInWords(facility)}　{facility.place}
        </span>
        <span>
          {[
            capacity,
            facilityText.catchmentCount(villagesServed(facility, villages).length),
            facility.carers === 0 ? '' : `${facilityText.carersCount} ${facilityText.carersOf(count(facility.carers))}`,
          ]
            .filter((words) => words !== '')
            .join('　')}
        </span>
      </span>
      <span className="facility-acts">
        {mayEdit ? <Link to={`/facilities?facility=${facility.id}`}>{facilityText.editFacility}</Link> : null}
        <Button size="small" onClick={onClose}>
          {facilityText.closeChosen}
        </Button>
      </span>
    </div>
  )
}
