import { CircleCheckBig, FileText, type LucideIcon, Mail, MessageCircle, Phone, RotateCcw, Users } from 'lucide-react'

export const TASK_ICON: Record<string, LucideIcon> = {
  follow_up: RotateCcw,
  call: Phone,
  meeting: Users,
  email: Mail,
  whatsapp: MessageCircle,
  document: FileText,
  todo: CircleCheckBig,
}
