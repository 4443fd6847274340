// Says once that the reader has come near this place of the page.
export default function whenNear({ parentElement, setTriggerValue }) {
  const host = parentElement.host ?? parentElement;
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      setTriggerValue("near", true);
    },
    { rootMargin: "300px" },
  );
  observer.observe(host);
  return () => observer.disconnect();
}
