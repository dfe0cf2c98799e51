import { useTranslation } from 'react-i18next';
import { SelectField } from '#client/ui/select-field.tsx';

type Props = { languages: readonly string[]; language: string; onChange: (language: string) => void };

/** Courses that there are in several languages are shown in one; what was begun in another stays in the list. */
export function CourseLanguage({ languages, language, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('today.language')}
      value={language}
      options={languages.map((id) => ({ id, text: nameOf(id) }))}
      onChange={onChange}
    />
  );
}

/** A language by its own name: `français` for `fr`. */
function nameOf(language: string): string {
  const name =
    new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
