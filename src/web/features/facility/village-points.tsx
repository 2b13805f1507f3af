import { App, Button, Checkbox, Input, InputNumber } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { VillagePoint } from '#contracts/facility'
import { useSaveVillagePoint } from '#web/features/facility/api.ts'
import { groundOf, kindsOfVillages, villageIdOf, villageOfId, villagePoint } from '#web/features/facility/map-kinds.ts'
import { matching, placeNames, pointOf, townshipOf } from '#web/features/facility/places.ts'
import type { Surroundings } from '#web/features/facility/position-field.tsx'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { VillageImport } from '#web/features/facility/village-import.tsx'
import { Refusal, useAct } from '#web/ui/act.tsx'
import { count } from '#web/format.ts'
import { CountyMap } from '#web/ui/county-map.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'

const kinds = kindsOfVillages.slice(1).map((kind) => ({ ...kind, label: facilityText.village }))

interface Place {
  readonly longitude: number | null
  readonly latitude: number | null
}

/** The place of one village: picked on the map beside it or typed. */
function PlaceBar(props: {
  readonly village: VillagePoint
  readonly place: Place
  readonly onChange: (place: Place) => void
  readonly onSaved: () => void
}): ReactNode {
  const { village, place, onChange, onSaved } = props
  const { message } = App.useApp()
  const save = useSaveVillagePoint()
  const act = useAct(save)
  const { longitude, latitude } = place
  const send = (at: { longitude: number; latitude: number }): void =>
    act(
      (key) => ({ key, code: village.code, ...at }),
      () => {
        void message.success(facilityText.pointSaved(village.name))
        onSaved()
      },
    )
  return (
    <>
      <h2>{facilityText.pointOf(village.name)}</h2>
      <div className="facility-point-bar">
        <label>
          {facilityText.longitude}
          <InputNumber
            min={-180}
            max={180}
            controls={false}
            value={longitude}
            onChange={(value) => onChange({ ...place, longitude: value })}
          />
        </label>
        <label>
          {facilityText.latitude}
          <InputNumber
            min={-90}
            max={90}
            controls={false}
            value={latitude}
            onChange={(value) => onChange({ ...place, latitude: value })}
          />
        </label>
        <Button
          type="primary"
          loading={save.isPending}
          disabled={longitude === null || latitude === null}
          onClick={() => {
            if (longitude !== null && latitude !== null) send({ longitude, latitude })
          }}
        >
          {facilityText.pointSave}
        </Button>
      </div>
      <Refusal error={save.error} />
    </>
  )
}

/** Villages without a point as a to-do: choose one, click where it lies, save; the next one is chosen by itself. */
export function VillagePoints({ around, mayEdit }: { around: Surroundings; mayEdit: boolean }): ReactNode {
  const { villages, townships } = around
  const missing = villages.filter((village) => pointOf(village) === undefined)
  const [onlyMissing, setOnlyMissing] = useState(missing.length > 0)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [place, setPlace] = useState<Place>({ longitude: null, latitude: null })
  const names = useMemo(() => placeNames(townships, villages), [townships, villages])
  const points = useMemo(() => villages.flatMap((village) => villagePoint(village, true, true)), [villages])
  const areas = useMemo(() => groundOf(townships, villages), [townships, villages])
  const shown = matching(onlyMissing ? missing : villages, names, text)
  const village = villages.find(({ code }) => code === chosen)
  const choose = (code: string | undefined): void => {
    const next = villages.find((one) => one.code === code)
    setChosen(code)
    setPlace({ longitude: next?.longitude ?? null, latitude: next?.latitude ?? null })
  }
  const { longitude, latitude } = place
  return (
    <div className="facility-sides">
      <section className="panel" aria-labelledby="village-points-title">
        <div className="panel-head">
          <h2 id="village-points-title">
            {missing.length === 0 ? facilityText.pointsAllThere : facilityText.pointsTitle(count(missing.length))}
          </h2>
          {mayEdit ? <VillageImport around={around} /> : null}
        </div>
        <p className="quiet panel-hint">{facilityText.pointsHint}</p>
        <div className="facility-bar">
          <Input
            className="facility-select"
            aria-label={facilityText.findVillage}
            placeholder={facilityText.findVillage}
            allowClear
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Checkbox checked={onlyMissing} onChange={(event) => setOnlyMissing(event.target.checked)}>
            {facilityText.pointsOnlyMissing}
          </Checkbox>
        </div>
        <ul className="facility-villages" aria-label={facilityText.pointsList}>
          {shown.map((one) => (
            <li key={one.code}>
              <button type="button" aria-pressed={one.code === chosen} onClick={() => choose(one.code)}>
                <span>
                  {one.name} <span className="quiet">{names.get(townshipOf(one.code))}</span>
                </span>
                {pointOf(one) === undefined ? <ToneTag tone="yellow">{facilityText.pointMissing}</ToneTag> : null}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className="panel" aria-label={facilityText.pointsMap}>
        {village === undefined || !mayEdit ? (
          <p className="quiet">{mayEdit ? facilityText.pointNone : facilityText.pointsHint}</p>
        ) : (
          <PlaceBar
            key={village.code}
            village={village}
            place={place}
            onChange={setPlace}
            onSaved={() => choose(missing.find(({ code }) => code !== village.code)?.code)}
          />
        )}
        <CountyMap
          label={facilityText.pointsMap}
          kinds={kinds}
          points={points}
          areas={areas}
          selected={chosen === undefined ? undefined : villageIdOf(chosen)}
          mark={longitude === null || latitude === null ? undefined : { longitude, latitude }}
          onPick={village !== undefined && pointOf(village) === undefined ? undefined : (id) => choose(villageOfId(id))}
          onMapClick={village === undefined || !mayEdit ? undefined : setPlace}
          fitKey=""
        />
      </section>
    </div>
  )
}
