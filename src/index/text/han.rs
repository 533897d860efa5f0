//! One form for each Han character that China, Taiwan and Japan write differently.

use super::super::sorting::{pair, sort};
use std::sync::LazyLock;

/// Characters that are written alike in meaning and differently in shape, a group a word: first
/// the form that a group is folded to, the simplified one, then the traditional and the Japanese.
///
/// They are those of the gazetteer, of the interface and of news from the border; who adds a name
/// adds what it needs, and a test says so. Where simplification made one character of several, all
/// of them stand in its group: a search finds too much rather than nothing.
const GROUPS: &str = "\
    与與 专專専 业業 东東 两兩両 严嚴厳 丧喪 个個箇 丰豐 临臨 为為爲 丽麗 举舉挙 义義 乌烏 乐樂楽 习習 乡鄉郷 书書 买買 乱亂 予豫 \
    争爭 于於 亏虧 云雲 亚亞亜 产產産 亲親 亿億 仅僅 从從従 仓倉 仪儀 们們 价價価 众眾衆 优優 会會 伟偉 传傳伝 伤傷 伦倫 伪偽僞 体體 \
    余餘 佣傭 侠俠 侣侶 侥僥 侦偵 侧側 侨僑 债債 倾傾 储儲 儿兒児 克剋 兑兌 党黨 兰蘭 关關関 兴興 养養 兽獸獣 内內 冈岡 册冊 写寫 \
    军軍 农農 冯馮 冲衝沖 决決 况況 冻凍 净淨浄 减減 凤鳳 凭憑 凯凱 出齣 击擊撃 划劃 刘劉 则則 刚剛 创創 删刪 别別 制製 剂劑剤 \
    剑劍剣 剧劇 劝勸勧 办辦 务務 动動 励勵 劲勁 劳勞労 势勢 勋勳 匀勻 区區 医醫 华華 协協 单單単 卖賣売 卢盧 卫衛 却卻 厂廠 厅廳庁 \
    历歷曆歴 压壓圧 厦廈 县縣県 参參 双雙 发發髮発髪 变變変 叙敘 叶葉 号號 叹嘆 吃喫 合閤 吊弔 后後 吓嚇 吕呂 启啟啓 吴吳呉 员員 呜嗚 \
    咸鹹 响響 唤喚 啬嗇 回迴 团團団 园園 围圍囲 国國 图圖図 圆圓円 圣聖 场場 坏壞壊 块塊 坚堅 坛壇 坝壩 坟墳 垄壟 垦墾 垫墊 墙牆 \
    壤壌 壮壯 声聲 壳殼殻 处處処 备備 复復複 头頭 夹夾 夺奪 奋奮 奖獎奨 妇婦 妈媽 姗姍 娱娛娯 孙孫 学學 宁寧甯 宝寶 实實実 宠寵 审審 \
    宪憲 宽寬寛 宾賓 对對対 寻尋 导導 寿壽 将將 尔爾 尘塵 尝嘗 层層 属屬 岁歲歳 岂豈 岗崗 岛島 岩巖 岭嶺 岳嶽 峡峽 巩鞏 币幣 帅帥 \
    师師 帐帳 带帶帯 帮幫 干幹乾 并並併 广廣広 庄莊荘 庆慶 库庫 应應応 庙廟 废廢 开開 异異 弃棄 张張 弥彌 弯彎 弹彈弾 强強 归歸帰 \
    当當 录錄録 彻徹 征徵 径徑 忆憶 忧憂 怀懷 态態 总總総 恋戀 恳懇 恶惡悪 恼惱 悬懸 惊驚 惠恵 惧懼 惩懲 惯慣 愿願 戏戲戯 战戰戦 \
    户戶戸 扑撲 执執 扩擴拡 扫掃 扬揚 扰擾 抚撫 抛拋 抢搶 护護 报報 担擔 拟擬 拥擁 拦攔 择擇択 挂掛 挡擋 捞撈 损損 换換 据據拠 掷擲 \
    携攜 摄攝摂 摆擺 摇搖揺 效効 敌敵 教敎 数數 斋齋斎 断斷 无無 旧舊 时時 旷曠 显顯顕 晋晉 晓曉暁 暂暫 术術 机機 杀殺 杂雜雑 权權権 \
    条條 来來 杨楊 极極 构構 枪槍 标標 栈棧桟 栋棟 栏欄 树樹 样樣様 桥橋 检檢検 楼樓 欢歡歓 欧歐 歼殲 残殘 毁毀 毕畢 气氣気 氢氫 \
    汇匯彙 汉漢 汤湯 沈瀋 沟溝 没沒 沪滬 泪淚涙 泽澤沢 洁潔 浅淺 测測 济濟済 浑渾 浓濃 涉渉 涛濤 润潤 涨漲 涩澀渋 渊淵 渐漸 渔漁 \
    温溫 湾灣 湿濕 滚滾 滞滯 满滿満 滥濫 滨濱浜 滩灘 潜潛 灭滅 灯燈 灵靈霊 灾災 炉爐 点點 炼煉錬 烟煙 烧燒焼 热熱 爱愛 爷爺 牵牽 \
    犹猶 独獨 狭狹 狱獄 猎獵猟 献獻 玛瑪 环環 现現 珲琿 电電 画畫 畅暢 疗療 痴癡 盐鹽塩 监監 盖蓋 盗盜 盘盤 着著 睁睜 矿礦鉱 码碼 \
    砖磚 础礎 确確 碍礙 礼禮 祸禍 离離 秋鞦 种種 积積 称稱 税稅 稳穩穏 穷窮 窃竊 窜竄 竞競 笔筆 筑築 签簽籤 简簡 类類 粮糧 紧緊 \
    纠糾 红紅 约約 级級 纪紀 纯純 纲綱 纳納 纵縱縦 纷紛 纸紙 线線綫 练練 组組 细細 织織 终終 绍紹 经經経 结結 绕繞 绘繪絵 给給 络絡 \
    绝絕絶 统統 继繼継 绩績 绪緒緖 续續続 维維 绵綿 综綜 绿綠緑 缅緬 缉緝 缓緩 缔締 编編 缘緣縁 缩縮 缴繳 网網 罗羅 罚罰 罢罷 群羣 \
    职職 联聯 聪聰聡 肃肅粛 肠腸 肤膚 肿腫 胁脅 胜勝 脏臟髒臓 脑腦脳 脱脫 脸臉 舆輿 舰艦 艰艱 艺藝芸 节節 苏蘇 范範 荐薦 荣榮栄 \
    药藥薬 获獲穫 营營営 萨薩 蒋蔣 蓝藍 虏虜 虑慮 虚虛 虽雖 蚀蝕 补補 表錶 装裝 裤褲 见見 观觀観 规規 视視 览覽覧 觉覺覚 触觸 誉譽 \
    誊謄 计計 订訂 认認 讨討 让讓譲 训訓 议議 讯訊 记記 讲講 许許 论論 讼訟 设設 访訪 证證証 评評 识識 诈詐 诉訴 词詞 译譯訳 试試 \
    诗詩 诚誠 话話 询詢 该該 详詳 误誤 说說説 请請 诸諸 诺諾 读讀読 课課 谁誰 调調 谅諒 谈談 谊誼 谋謀 谍諜 谎謊 谓謂 谢謝 谣謠謡 \
    谦謙 谨謹 谭譚 谱譜 贝貝 负負 贡貢 财財 责責 贤賢 败敗 账賬 货貨 质質 贩販 贪貪 贫貧 购購 贯貫 贵貴 贷貸 贸貿 费費 贺賀 贼賊 \
    贾賈 贿賄 资資 赏賞 赔賠 赖賴頼 赚賺 赛賽 赞贊賛 赠贈 赢贏 赵趙 赶趕 趋趨 跃躍 践踐 踪蹤 车車 轨軌 转轉転 轮輪 软軟 轰轟 轻輕軽 \
    载載 较較 辅輔 辆輛 辈輩 辉輝 输輸 辞辭 边邊辺 辽遼 达達 迁遷 过過 迈邁 运運 还還 这這 进進 远遠 违違 连連 迟遲遅 迹跡 适適 \
    选選 逊遜 递遞 逻邏 遗遺 邓鄧 邮郵 邻鄰隣 郑鄭 酱醬 酿釀醸 采採 释釋釈 里裡裏 鉴鑒鑑 针針 钓釣 钟鐘鍾 钢鋼 钱錢銭 铁鐵鉄鐡 铅鉛 \
    铜銅 铝鋁 银銀 铺鋪舗 链鏈 销銷 锁鎖 锅鍋 锋鋒 错錯 锦錦 键鍵 镇鎮鎭 镜鏡 长長 门門 闭閉 问問 闯闖 闲閑閒 间間 闹鬧 闻聞 阀閥 \
    阁閣 阅閱閲 队隊 阳陽 阴陰 阵陣 阶階 际際 陆陸 陈陳 险險険 随隨 隐隱隠 难難 雾霧 静靜 韦韋 韩韓 页頁 顶頂 顷頃 项項 顺順 须須鬚 \
    顾顧 顿頓 预預 领領 频頻 题題 颜顏 额額 风風 飞飛 饥飢饑 饭飯 饮飲 饰飾 饱飽 馆館 马馬 驱驅駆 驳駁 驶駛 驻駐 驾駕 骂罵 验驗験 \
    骑騎 骗騙 骚騷騒 鱼魚 鲁魯 鲜鮮 鸟鳥 鸡雞鷄鶏 鸣鳴 鸭鴨 鹅鵝 鹤鶴 麦麥 黄黃 黑黒 默黙 齐齊斉 齿齒歯 龙龍竜 龟龜亀";

/// How many forms are folded to others.
const FORMS: usize = {
    let bytes = GROUPS.as_bytes();
    let (mut at, mut spaces) = (0, 0);
    while at < bytes.len() {
        spaces += (bytes[at] == b' ') as usize;
        at += 1;
    }
    // All of them are three bytes of UTF-8, and one of each group is what the others are folded to.
    (bytes.len() - spaces) / 3 - (spaces + 1)
};

/// The groups as they are shipped, a third smaller after brotli than their text: for each form how
/// far what it is folded to is from that of the form before, and how far the form is from that. High
/// bytes and low bytes stand in rows of their own.
static STEPS: [[u8; FORMS]; 4] = {
    let bytes = GROUPS.as_bytes();
    let mut steps = [[0; FORMS]; 4];
    let (mut at, mut form, mut simplified, mut before) = (0, 0, 0, 0);
    while at < bytes.len() {
        if bytes[at] == b' ' {
            at += 1;
            continue;
        }
        assert!(bytes[at] >> 4 == 0xe);
        let letter = (bytes[at] as u16 & 0xf) << 12
            | (bytes[at + 1] as u16 & 0x3f) << 6
            | bytes[at + 2] as u16 & 0x3f;
        if at == 0 || bytes[at - 1] == b' ' {
            simplified = letter;
        } else {
            let [step, apart] = [
                simplified.wrapping_sub(before).to_be_bytes(),
                letter.wrapping_sub(simplified).to_be_bytes(),
            ];
            steps[0][form] = step[0];
            steps[1][form] = step[1];
            steps[2][form] = apart[0];
            steps[3][form] = apart[1];
            before = simplified;
            form += 1;
        }
        at += 3;
    }
    steps
};

/// The form of a Han character that all its variants share.
pub(super) fn one_form(letter: char) -> char {
    static VARIANTS: LazyLock<Vec<u64>> = LazyLock::new(variants);
    let at = VARIANTS.partition_point(|variant| *variant < pair(u32::from(letter), 0));
    match VARIANTS.get(at) {
        Some(variant) if variant >> 32 == u64::from(letter) => {
            char::from_u32(*variant as u32).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// Every form that is folded and what it is folded to, in the order of the forms.
fn variants() -> Vec<u64> {
    let mut pairs = Vec::with_capacity(FORMS);
    let mut simplified = 0_u16;
    let [high, low, apart_high, apart_low] = &STEPS;
    let steps = high.iter().zip(low);
    for ((high, low), apart) in steps.zip(apart_high.iter().zip(apart_low)) {
        simplified = simplified.wrapping_add(u16::from_be_bytes([*high, *low]));
        let form = simplified.wrapping_add(u16::from_be_bytes([*apart.0, *apart.1]));
        pairs.push(pair(form.into(), simplified.into()));
    }
    sort(&mut pairs);
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_what_is_written() {
        let written = GROUPS.split(' ').flat_map(|group| {
            let mut forms = group.chars();
            let simplified = forms.next().expect("a group has forms");
            forms.map(move |form| pair(form.into(), simplified.into()))
        });
        let mut written: Vec<u64> = written.collect();
        written.sort_unstable();
        assert_eq!(variants(), written);
    }

    #[test]
    fn every_form_is_folded_once() {
        let variants = variants();
        assert!(variants.windows(2).all(|two| two[0] >> 32 < two[1] >> 32));
        for variant in variants {
            let [form, simplified] = [variant >> 32, variant & 0xffff_ffff]
                .map(|code| char::from_u32(code as u32).expect("a letter"));
            assert_eq!(one_form(form), simplified);
            assert_eq!(one_form(simplified), simplified);
        }
    }
}
