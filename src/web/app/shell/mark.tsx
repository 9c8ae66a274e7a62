/** The product's mark: a pause, a word, a pause. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="9" fill="#17675f" />
      <path d="M6.5 16h4.5M21 16h4.5" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" opacity=".6" />
      <circle cx="16" cy="16" r="3.6" fill="#fff" />
    </svg>
  );
}
