import { useMutation } from '@tanstack/react-query'
import { received, save } from '@/api/download'
import { importProblemFile } from '@/api/imports'
import { t } from '@/i18n/t'
import { Button } from '@/ui/Button'
import { toast } from '@/ui/toast'

/// What is not taken as a file, to mend elsewhere.
export function ProblemFile({ id }: { id: string }) {
  const download = useMutation({
    mutationFn: async () => {
      const { file, name } = await received(await importProblemFile(id, new AbortController().signal), () => undefined)
      save(file, name)
      toast(t('import.saved', { name }))
    },
  })
  return (
    <span className="me-auto">
      <Button busy={download.isPending} onClick={() => download.mutate()}>
        {t('import.file')}
      </Button>
    </span>
  )
}
