import { App, Button, Drawer, Form, Input, InputNumber, Select, TreeSelect } from 'antd'
import { type ReactNode, useMemo } from 'react'
import {
  facilityKinds,
  type FacilityKind,
  type FacilityRow,
  type InstitutionClass,
  institutionClasses,
  levelsOf,
} from '#contracts/facility'
import { facilityKindNames, institutionClassNames } from '#messages/facility'
import { useProviders, useSaveFacility } from '#web/features/facility/api.ts'
import { type PlaceNode, placeTree } from '#web/features/facility/places.ts'
import { PositionField, type Surroundings } from '#web/features/facility/position-field.tsx'
import { facilityText } from '#web/features/facility/text.zh.ts'
import { Refusal, useAct } from '#web/ui/act.tsx'
import { useSession } from '#web/features/session/api.ts'

interface Fields {
  readonly kind: FacilityKind
  readonly name: string
  readonly division: string
  readonly address?: string
  readonly longitude: number
  readonly latitude: number
  readonly institutionClass?: InstitutionClass
  readonly providerId?: string
  readonly beds: number
  readonly nursingBeds: number
  readonly dayPlaces: number
  readonly meals: number
  readonly openedOn: string
  readonly catchment: string[]
}

const noCapacity = { beds: 0, nursingBeds: 0, dayPlaces: 0, meals: 0, catchment: [] }

function fieldsOf(row: FacilityRow): Fields {
  const { institutionClass, providerId, ...others } = row
  return {
    ...others,
    ...(institutionClass === null ? {} : { institutionClass }),
    ...(providerId === null ? {} : { providerId }),
  }
}

/** Where a facility of the kind may lie: the others of the tree cannot be chosen. */
function choosable(nodes: readonly PlaceNode[], kind: FacilityKind | undefined): object[] {
  const levels: readonly number[] = kind === undefined ? [6, 9, 12] : levelsOf[kind]
  return nodes.map((node) => ({
    ...node,
    disabled: !levels.includes(node.value.length),
    ...(node.children === undefined ? {} : { children: choosable(node.children, kind) }),
  }))
}

function CapacityFields({ kind }: { kind: FacilityKind | undefined }): ReactNode {
  if (kind === undefined || kind === 'county-centre') return null
  const field = (name: 'beds' | 'nursingBeds' | 'dayPlaces' | 'meals', unit: string): ReactNode => (
    <Form.Item key={name} name={name} label={facilityText[name]}>
      <InputNumber className="facility-wide" min={0} max={100_000} precision={0} suffix={unit} />
    </Form.Item>
  )
  const { units } = facilityText
  return (
    <div className="facility-fields">
      {kind === 'canteen' ? null : field('beds', units.beds)}
      {kind === 'canteen' ? null : field('nursingBeds', units.beds)}
      {kind === 'canteen' ? null : field('dayPlaces', units.places)}
      {field('meals', units.meals)}
    </div>
  )
}

function ProviderField(): ReactNode {
  const providers = useProviders()
  return (
    <Form.Item name="providerId" label={facilityText.providerOf}>
      <Select
        allowClear
        loading={providers.isPending}
        placeholder={facilityText.providerNone}
        options={(providers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}

/** Adds a facility, or shows one and changes it; whoever may not change it reads it in the list. */
export function FacilityForm({
  row,
  around,
  onClose,
  onStop,
}: {
  row: FacilityRow | undefined
  around: Surroundings
  onClose: () => void
  /** Asks to close the facility that is shown. */
  onStop: () => void
}): ReactNode {
  const [form] = Form.useForm<Fields>()
  const { message } = App.useApp()
  const post = useSession().data?.post
  const today = useSession().data?.today
  const save = useSaveFacility()
  const act = useAct(save)
  const kind = Form.useWatch('kind', form)
  const division = Form.useWatch('division', form)
  const tree = useMemo(
    () =>
      placeTree(
        { code: post?.division ?? '', name: post?.divisionName.split(' ').at(-1) ?? '' },
        around.townships,
        around.villages,
      ),
    [post, around],
  )
  const send = (fields: Fields): void =>
    act(
      (key) => ({
        ...noCapacity,
        ...fields,
        key,
        name: fields.name.trim(),
        address: fields.address?.trim() ?? '',
        institutionClass: fields.kind === 'institution' ? (fields.institutionClass ?? null) : null,
        providerId: fields.providerId ?? null,
        ...(row === undefined ? {} : { id: row.id, version: row.version }),
      }),
      () => {
        void message.success(facilityText.saved)
        onClose()
      },
    )
  return (
    <Drawer
      open
      size={760}
      title={row === undefined ? facilityText.addTitle : facilityText.editTitle(row.name)}
      onClose={onClose}
      footer={
        <div className="facility-acts">
          <Refusal error={save.error} />
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {facilityText.save}
          </Button>
          <Button onClick={onClose}>{facilityText.cancel}</Button>
          {row === undefined ? null : (
            <Button danger className="facility-stop" onClick={onStop}>
              {facilityText.closeFacility}
            </Button>
          )}
        </div>
      }
    >
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        className="facility-form"
        initialValues={row === undefined ? { ...noCapacity, openedOn: today } : fieldsOf(row)}
        scrollToFirstError
        onValuesChange={() => {
          // What was refused is not what stands here any more.
          if (save.error !== null) save.reset()
        }}
        onFinish={send}
      >
        <div className="facility-fields">
          <Form.Item
            name="kind"
            label={facilityText.kind}
            rules={[{ required: true, message: facilityText.kindMissing }]}
          >
            <Select options={facilityKinds.map((value) => ({ value, label: facilityKindNames[value] }))} />
          </Form.Item>
          {kind === 'institution' ? (
            <Form.Item name="institutionClass" label={facilityText.institutionClass}>
              <Select options={institutionClasses.map((value) => ({ value, label: institutionClassNames[value] }))} />
            </Form.Item>
          ) : null}
          <Form.Item
            name="name"
            label={facilityText.name}
            rules={[{ required: true, whitespace: true, message: facilityText.nameMissing }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item
            name="division"
            label={facilityText.division}
            rules={[{ required: true, message: facilityText.divisionMissing }]}
          >
            <TreeSelect
              showSearch={{ treeNodeFilterProp: 'title' }}
              treeData={choosable(tree, kind)}
              treeDefaultExpandedKeys={[post?.division ?? '']}
              placeholder={facilityText.divisionMissing}
            />
          </Form.Item>
          <Form.Item name="address" label={facilityText.address}>
            <Input maxLength={120} />
          </Form.Item>
          <ProviderField />
          <Form.Item
            name="openedOn"
            label={facilityText.openedOn}
            rules={[{ required: true, message: facilityText.openedOnMissing }]}
          >
            <Input type="date" />
          </Form.Item>
        </div>
        <CapacityFields kind={kind} />
        <Form.Item name="catchment" label={facilityText.catchment}>
          <TreeSelect
            multiple
            treeCheckable
            showCheckedStrategy={TreeSelect.SHOW_PARENT}
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={tree as object[]}
            treeDefaultExpandedKeys={[post?.division ?? '']}
            maxTagCount={12}
            placeholder={facilityText.catchmentHint}
          />
        </Form.Item>
        <PositionField around={around} village={around.villages.find(({ code }) => code === division)} />
      </Form>
    </Drawer>
  )
}
