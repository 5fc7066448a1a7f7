import noticeSettings from '../en/noticeSettings.json'
import { addMessages } from '../t'

addMessages(noticeSettings)
