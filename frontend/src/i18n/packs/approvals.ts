import approvals from '../en/approvals.json'
import { addMessages } from '../t'

addMessages(approvals)
