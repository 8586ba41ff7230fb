// Draws each plot in place of its picture once it comes near the window, so that a long page opens at once.
(() => {
  const draw = async (figure) => {
    const { data, layout, config } = JSON.parse(figure.querySelector("script").textContent);
    const plot = document.createElement("div");
    figure.append(plot);
    await Plotly.newPlot(plot, data, layout, { responsive: true, displaylogo: false, ...config, showSendToCloud: false });
    figure.querySelector("img")?.remove();
    figure.dataset.drawn = "true";
  };
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        draw(target).catch((error) => {
          // The picture stays where Plotly could not draw.
          target.querySelector("div")?.remove();
          console.error(error);
        });
      }
    },
    { rootMargin: "600px" },
  );
  for (const figure of document.querySelectorAll("figure.plot")) near.observe(figure);
})();
