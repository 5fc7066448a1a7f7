import service from '../en/service.json'
import { addMessages } from '../t'

addMessages(service)
