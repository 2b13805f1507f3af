import { createRoot } from 'react-dom/client'
import { Providers } from '#web/app/providers.tsx'
import '#web/app/style.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')
createRoot(root).render(<Providers />)
