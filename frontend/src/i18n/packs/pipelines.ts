import pipelines from '../en/pipelines.json'
import { addMessages } from '../t'

addMessages(pipelines)
