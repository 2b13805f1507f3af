import { Alert, Button, Form, InputNumber } from 'antd'
import { type ReactNode, useMemo } from 'react'
import type { FacilityRow, Network, VillagePoint } from '#contracts/facility'
import { groundOf, kindsOfFacilities, kindsOfVillages, villagePoint } from '#web/features/facility/map-kinds.ts'
import { facilityPoint } from '#web/features/facility/map-kinds.ts'
import { liesFarOff, placed } from '#web/features/facility/places.ts'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { CountyMap } from '#web/ui/county-map.tsx'

const kinds = [...kindsOfFacilities, ...kindsOfVillages.slice(1)]

export interface Surroundings {
  readonly townships: Network['townships']
  readonly villages: readonly VillagePoint[]
  readonly facilities: readonly FacilityRow[]
}

/** The fields `longitude` and `latitude` of the form around it: a click on the map fills them, or the keyboard does. */
export function PositionField({
  around,
  village,
}: {
  around: Surroundings
  /** The village that the facility lies in, when one is chosen. */
  village: VillagePoint | undefined
}): ReactNode {
  const form = Form.useFormInstance<{ longitude?: number | null; latitude?: number | null }>()
  const longitude = Form.useWatch('longitude', form) ?? null
  const latitude = Form.useWatch('latitude', form) ?? null
  const known = useMemo(() => around.villages.flatMap(placed), [around.villages])
  const shown = useMemo(
    () => ({
      points: [
        ...around.facilities.map((facility) => ({ ...facilityPoint(facility), faded: true })),
        ...around.villages.flatMap((one) => villagePoint(one, true, true)),
      ],
      areas: groundOf(around.townships, around.villages),
    }),
    [around],
  )
  const mark = longitude === null || latitude === null ? undefined : { longitude, latitude }
  const set = (at: { longitude: number; latitude: number }): void => {
    form.setFieldsValue(at)
    void form.validateFields(['longitude', 'latitude'])
  }
  const [point] = village === undefined ? [] : placed(village)
  return (
    <section aria-label={facilityText.position}>
      <p className="quiet facility-hint">{facilityText.positionHint}</p>
      <div className="facility-fields">
        <Form.Item
          name="longitude"
          label={facilityText.longitude}
          rules={[{ required: true, message: facilityText.longitudeMissing }]}
        >
          <InputNumber className="facility-wide" min={-180} max={180} step={0.001} controls={false} />
        </Form.Item>
        <Form.Item
          name="latitude"
          label={facilityText.latitude}
          rules={[{ required: true, message: facilityText.latitudeMissing }]}
        >
          <InputNumber className="facility-wide" min={-90} max={90} step={0.001} controls={false} />
        </Form.Item>
      </div>
      {point === undefined ? null : (
        <Button size="small" className="facility-use" onClick={() => set({ longitude: point[0], latitude: point[1] })}>
          {facilityText.useVillagePoint}
        </Button>
      )}
      {mark !== undefined && liesFarOff([mark.longitude, mark.latitude], known) ? (
        <Alert type="warning" showIcon role="alert" title={facilityText.positionOutside} />
      ) : null}
      <div className="county-map-small">
        <CountyMap
          label={facilityText.position}
          kinds={kinds}
          points={shown.points}
          areas={shown.areas}
          mark={mark}
          onMapClick={set}
          fitKey={String(known.length)}
        />
      </div>
    </section>
  )
}
