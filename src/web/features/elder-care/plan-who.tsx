import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { type Service, skillOf } from '#contracts/elder-care'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { useCarers, useFacilities } from '#web/features/facility/api.ts'

/** Whom one would like, whom one would not, and where meals come from. */
export function WhoFields({ service }: { service: Service }): ReactNode {
  const carers = useCarers()
  const facilities = useFacilities()
  const able = (carers.data?.items ?? []).filter(({ skills }) => skills.includes(skillOf[service]))
  const options = able.map(({ id, name, facilityName }) => ({ value: id, label: `${name}　${facilityName}` }))
  const canteens = (facilities.data?.items ?? []).filter(
    ({ kind, closedOn }) => kind === 'canteen' && closedOn === null,
  )
  return (
    <>
      {service === 'meal' ? (
        <Form.Item
          name="canteenId"
          label={careText.canteen}
          rules={[{ required: true, message: careText.canteenMissing }]}
        >
          <Select
            className="care-wide"
            showSearch={{ optionFilterProp: 'label' }}
            loading={facilities.isPending}
            placeholder={careText.canteenMissing}
            options={canteens.map(({ id, name, place }) => ({ value: id, label: `${name}　${place}` }))}
          />
        </Form.Item>
      ) : null}
      <div className="care-pair">
        <Form.Item name="usualCarerId" label={careText.usualCarer} extra={careText.usualCarerHint}>
          <Select
            allowClear
            className="care-wide"
            showSearch={{ optionFilterProp: 'label' }}
            loading={carers.isPending}
            placeholder={careText.optional}
            options={options}
          />
        </Form.Item>
        <Form.Item name="refusedCarerIds" label={careText.refusedCarers}>
          <Select
            allowClear
            mode="multiple"
            className="care-wide"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={careText.optional}
            options={options}
          />
        </Form.Item>
      </div>
    </>
  )
}
