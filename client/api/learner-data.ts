import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Erased, EraseLearner } from '#server/contract/learner-data.ts';
import { request } from './http.ts';
import { saveFile } from './save-file.ts';

/** Everything that is held about somebody, as a file. */
export const learnerDataHref = (learnerId: string): string =>
  `/api/learners/${encodeURIComponent(learnerId)}/data`;

export function useSaveLearnerData() {
  return useMutation({ mutationFn: (learnerId: string) => saveFile(learnerDataHref(learnerId)) });
}

export function useEraseLearner(learnerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EraseLearner) => request<Erased>('DELETE', learnerDataHref(learnerId), { body }),
    onSuccess: async () => {
      for (const key of ['reports', 'learners', 'courses'])
        void client.invalidateQueries({ queryKey: [key] });
      await client.invalidateQueries({ queryKey: ['people'] });
    },
  });
}
