import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { coursesQuery } from '#client/api/courses.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import type { CourseSummary } from '#server/contract/catalogue.ts';

/** A report is about one course, named in the address. `children` gets its id and the field to choose another. */
export function CourseScope({ children }: { children: (courseId: string, picker: ReactNode) => ReactNode }) {
  const { t } = useTranslation();
  const courses = useQuery(coursesQuery);
  const [params, setParams] = useSearchParams();
  const choose = (course: string) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('course', course);
        return after;
      },
      { replace: true },
    );
  };
  return (
    <Loaded query={courses}>
      {(data) => {
        const chosen = chooseCourse(data.courses, params.get('course'));
        if (chosen === null)
          return <EmptyState title={t('reports.noCoursesTitle')} text={t('reports.noCoursesText')} />;
        const options = data.courses.map(({ id, title }) => ({ id, text: title }));
        return children(
          chosen,
          <SelectField label={t('reports.course')} value={chosen} options={options} onChange={choose} />,
        );
      }}
    </Loaded>
  );
}

/** The course the address names, else the first; null when there is none. */
function chooseCourse(courses: readonly CourseSummary[], wanted: string | null): string | null {
  const course = courses.find(({ id }) => id === wanted) ?? courses[0];
  return course?.id ?? null;
}
