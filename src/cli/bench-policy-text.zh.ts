import type { PolicyBench } from '#cli/bench-policy'

const whole = (of: number): string => Math.round(of).toLocaleString('en-US')

/** What `bench policy` says. */
export const policyBenchText = {
  usage: './doudi bench policy [--households N] [--json]',
  peersMissing: (names: readonly string[]) =>
    `本测量要与其他规则引擎比较，但没有安装：${names.join('、')}。它们只是开发依赖，请执行 npm ci（不带 --omit=dev）后再试。`,
  disagree: (model: string, engine: string, rows: number, example: string) =>
    `模型“${model}”上 ${engine} 与本引擎有 ${rows} 行结果不同，不能比较速度。例如：${example}`,
  table: ({ models, sql }: PolicyBench) =>
    [
      ...models.flatMap(({ name, engines }) => {
        const ours = engines[0]?.decisions_per_second ?? 0
        return [
          `${name}：`,
          ...engines.map(
            (of) =>
              `  ${of.name.padEnd(18)} 每秒 ${whole(of.decisions_per_second).padStart(9)} 次，本引擎是其 ${(ours / of.decisions_per_second).toFixed(1)} 倍`,
          ),
        ]
      }),
      `全县筛查 ${whole(sql.households)} 户：政策编译 ${sql.seconds} 秒，手写 ${sql.handwritten_seconds} 秒，比值 ${sql.ratio}；每秒 ${whole(sql.households_per_second)} 户，内存峰值 ${sql.peak_rss_mb} MB；两者结果不同 ${sql.differing} 户`,
      `其中 household 模型编译成 SQL 用 ${sql.household_model_seconds} 秒；逐户计算（按 ${whole(sql.sampled)} 户推算）：`,
      ...sql.one_by_one.map((of) => `  ${of.name.padEnd(18)} ${whole(of.seconds)} 秒，是 SQL 的 ${of.ratio} 倍`),
    ].join('\n'),
} as const
