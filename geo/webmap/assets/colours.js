// The colours of map and timeline, by theme.
(function (D) {
  "use strict";

  D.PALETTE = {
    light: {
      sea: "#cfe0ea", land: "#f5f2ea", border: "#8d8678", province: "#c9c2b2", river: "#a3c3d6", coast: "#9db8c8",
      country: "#6d665a", provinceName: "#736b5d", town: "#4a463f", dot: "#5e584e", halo: "rgba(250,248,243,.9)",
      outline: "#ffffff", edge: "#1d2329", ground: "#ffffff", focus: "#0b5cad",
      tint: "rgba(60,70,90,.06)", wash: "rgba(60,70,90,.1)",
      grid: "#c3c7cc", axis: "#4d545c", veil: "rgba(247,248,250,.72)",
    },
    dark: {
      sea: "#101b24", land: "#252b30", border: "#69727a", province: "#414a51", river: "#2d5570", coast: "#3a5668",
      country: "#98a2ab", provinceName: "#8f99a2", town: "#c3cad0", dot: "#9aa4ad", halo: "rgba(24,29,33,.9)",
      outline: "#12171b", edge: "#e8ecef", ground: "#12171b", focus: "#78b7f5",
      tint: "rgba(220,228,236,.06)", wash: "rgba(220,228,236,.1)",
      grid: "#454d55", axis: "#b3bbc3", veil: "rgba(18,22,27,.72)",
    },
  };
})(globalThis.Dateline = globalThis.Dateline || {});
