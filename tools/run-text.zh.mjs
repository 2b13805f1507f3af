/** What the bootstrap says before any package is there. */
export const installing = '正在安装依赖（首次运行或依赖有更新，约需一两分钟）…'
export const installFailed = '依赖安装失败。请检查网络与 npm 源，然后重新运行同一命令。'
