/** @jsxImportSource preact */
interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** Beside the label: "optional". */
  readonly hint?: string;
  readonly value: string;
  readonly maxLength: number;
  readonly type?: 'text' | 'email';
  readonly autocomplete?: 'name' | 'email' | 'off';
  readonly multiline?: boolean;
  readonly problem?: string | undefined;
  readonly onInput: (value: string) => void;
}

/** A labelled field whose problem is told beside it. Fields without a hint are required. */
export function Field({ id, label, hint, multiline = false, problem, onInput, ...rest }: FieldProps) {
  const autocomplete = rest.autocomplete ?? 'off';
  const shared = {
    id,
    class: 'input',
    maxLength: rest.maxLength,
    value: rest.value,
    'aria-required': hint === undefined,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem ? `${id}-problem` : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value),
  };
  return (
    <div class="field">
      <label htmlFor={id}>
        {label} {hint && <span>({hint})</span>}
      </label>
      {multiline ? (
        <textarea {...shared} rows={3} dir="auto" />
      ) : rest.type === 'email' ? (
        <input {...shared} type="email" autocomplete={autocomplete} dir="ltr" />
      ) : (
        <input {...shared} type="text" autocomplete={autocomplete} dir="auto" />
      )}
      {problem && (
        <p id={`${id}-problem`} class="error">
          {problem}
        </p>
      )}
    </div>
  );
}
