import { App, Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ScenarioSaving, SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import { ActDialog, useAct } from '#web/ui/act.tsx'
import { useSaveScenario } from '#web/features/siting/api.ts'
import { sitesCsv, villagesCsv } from '#web/features/siting/plan-csv.ts'
import { sitingText } from '#web/features/siting/text.zh.ts'
import { saveCsv } from '#web/csv.ts'

type UnsavedPlan = Omit<ScenarioSaving, 'key' | 'name'>

function SaveDialog({ plan, onClose }: { plan: UnsavedPlan; onClose: () => void }): ReactNode {
  const [form] = Form.useForm<{ name: string }>()
  const { message } = App.useApp()
  const save = useSaveScenario()
  const act = useAct(save)
  return (
    <ActDialog
      title={sitingText.saveTitle}
      what={sitingText.saveWhat}
      act={sitingText.save}
      pending={save.isPending}
      error={save.error}
      onOk={() => form.submit()}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        autoComplete="off"
        onFinish={({ name }: { name: string }) =>
          act(
            (key) => ({ key, name: name.trim(), ...plan }),
            () => {
              void message.success(sitingText.saved)
              onClose()
            },
          )
        }
      >
        <Form.Item
          name="name"
          label={sitingText.name}
          rules={[{ required: true, whitespace: true, message: sitingText.nameMissing }]}
        >
          <Input maxLength={60} placeholder={sitingText.nameHint} />
        </Form.Item>
      </Form>
    </ActDialog>
  )
}

export interface Plan {
  readonly question: SitingQuestion
  readonly answer: SitingAnswer
  /** Of a saved one. */
  readonly name?: string
  /** Of one that was reckoned just now and may be saved. */
  readonly seal?: string
}

/** What one does with an answer: keep it, take it along, print it. */
export function PlanActs({ plan: { question, answer, name, seal } }: { plan: Plan }): ReactNode {
  const [saving, setSaving] = useState(false)
  const fileName = name ?? sitingText.unsavedName
  return (
    <div className="siting-acts no-print">
      {seal !== undefined ? (
        <Button type="primary" onClick={() => setSaving(true)}>
          {sitingText.save}
        </Button>
      ) : null}
      <Button onClick={() => saveCsv(sitingText.sitesFile(fileName), sitesCsv(answer))}>
        {sitingText.exportSites}
      </Button>
      <Button onClick={() => saveCsv(sitingText.villagesFile(fileName), villagesCsv(answer))}>
        {sitingText.exportVillages}
      </Button>
      <Button onClick={() => window.print()}>{sitingText.print}</Button>
      {saving && seal !== undefined ? (
        <SaveDialog plan={{ question, answer, seal }} onClose={() => setSaving(false)} />
      ) : null}
    </div>
  )
}
