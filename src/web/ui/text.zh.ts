/** What the parts of the design system say by themselves. */
export const uiText = {
  failed: '没有加载成功',
  retry: '重新加载',
  emptyValue: '—',
  person: '人员',
  never: '未发生',
} as const

/** What a map says by itself. */
export const mapText = {
  legend: '图例',
  showAll: '显示全部',
  drawing: '正在绘制地图……',
  noMap: '这台电脑的浏览器不能显示地图，请使用旁边的列表。更换较新的浏览器后即可看到地图。',
  controls: {
    'NavigationControl.ZoomIn': '放大',
    'NavigationControl.ZoomOut': '缩小',
    'ScaleControl.Meters': '米',
    'ScaleControl.Kilometers': '公里',
    'CooperativeGesturesHandler.WindowsHelpText': '按住 Ctrl 键滚动可缩放地图',
    'CooperativeGesturesHandler.MacHelpText': '按住 ⌘ 键滚动可缩放地图',
    'CooperativeGesturesHandler.MobileHelpText': '请用两个手指移动地图',
  },
} as const
