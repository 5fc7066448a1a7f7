import approvalPolicies from '../en/approvalPolicies.json'
import { addMessages } from '../t'

addMessages(approvalPolicies)
