import { run } from '#cli/bench'
await run(['sweep', '--households', '1000000', '--json'])
