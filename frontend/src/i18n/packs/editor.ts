import editor from '../en/editor.json'
import { addMessages } from '../t'

addMessages(editor)
