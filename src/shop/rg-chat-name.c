/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shop/rg-chat-private.h"

#include <string.h>

/* Who a chat line is about: what a label or "我是" says, somebody with a title
 * (王姐, 李老师, 豆豆妈妈), the words in front, the words beside the phone. */

#define LONGEST 4 /* Han characters of a name without its title */

static const char surnames[] =
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔"
    "贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛管祝左涂谷祁舒耿牟"
    "卜詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍覃霍翁隋甘景单包柏宁柯阮桂闵解柴华车冉房边吉饶刁瞿戚丘"
    "古米池滕臧宫苟褚简娄符穆燕郎谈姬屠连晏栾郁蒙喻窦迟冷卓花仇艾蓝巩井仲虞封楚佟栗匡宗应巫桑荆沙岑习胥蔺";

static const char *const double_surnames[] = { "欧阳", "上官", "司马", "诸葛", "皇甫", "司徒",
                                               "东方", "慕容", "令狐", "尉迟", "夏侯", "端木",
                                               "公孙", "轩辕", "南宫", "长孙", NULL };

/* Words that begin like a surname and are nobody. */
static const char *const no_names[] = {
  "高层",   "高端", "高中",   "方便",   "方案", "安装",   "包装",   "包间", "包厢", "平方",   "何时", "任何",
  "全款",   "全屋", "金额",   "时间",   "计划", "成都",   "黄色",   "白色", "蓝色", "马上",   "关于", "项目",
  "于是",   "应该", "文件",   "常来",   "万元", "石材",   "花费",   "单价", "单子", "安排",   "解决", "管理",
  "向您",   "向你", "连续",   "费用",   "游泳", "钱款",   "谢谢",   "曲子", "简单", "简装",   "车位", "房子",
  "房源",   "房价", "华为",   "米色",   "江边", "江景",   "边上",   "钟点", "周围", "周边",   "周年", "和你",
  "老客户", "老客", "老板",   "小区",   "小孩", "小店",   "小户型", "大家", "大概", "大户型", "大人", "会员",
  "业主",   "家长", "许多",   "高兴",   "成人", "成交",   "童装",   "童书", "温泉", "冷气",   "古筝", "白天",
  "石膏",   "林地", "水电",   "沙发",   "花店", "安全",   "关注",   "顾客", "梅花", "易拉",   "康复", "祝好",
  "祝您",   "祝你", "谈价",   "谈一下", "查询", "查一下", "华东",   "席位", "左右", "边框",   "房间", "文具",
  "武术",   "毛坯", "毛坯房", "宁波",   "温州", "武汉",   "江苏",   "云南", "广州", NULL
};

/* Whoever begins to ask begins like this, and no name does. */
static const char askers[] =
    "要想看买约找问请在去来做有我你您他她它这那明后今昨前下上周星礼预需给到订退换加"
    "电手微地联号新客几多什怎能可会是否不没还又再就都也很帮把被对从为因如果但和与及或"
    "的了吗呢啊吧呀嗯好对行三两二四五六七八九十一个每本次";

static const char *const short_titles[] = { "姐", "哥", "总", "妈", "爸", "叔",
                                            "姨", "嫂", "婶", "伯", "工", NULL };
static const char *const titles[] = { "姐姐", "大姐", "大哥", "老师", "女士", "先生", "小姐", "阿姨",
                                      "叔叔", "经理", "妈妈", "爸爸", "老板", "师傅", "医生", "主任",
                                      "太太", "同学", "教授", "律师", "院长", "校长", "店长", "教练",
                                      "奶奶", "爷爷", "姥姥", "外婆", "总监", "部长", "家长", "老板娘",
                                      "哥哥", "妹妹", "大妈", "大叔", "大爷", NULL };
static const char *const relatives[] = { "妈妈", "爸爸", "奶奶", "爷爷", "姥姥", "外婆", "家长", "妈", "爸",
                                         "老师", "阿姨", "女士", "先生", "小姐", "姐",   "哥",   NULL };

static const char *const name_labels[] = { "姓名",   "名字", "称呼", "联系人",   "客户姓名", "客户",
                                           "客人",   "顾客", "业主", "学员",     "家长",     "收货人",
                                           "收件人", "昵称", "name", "customer", NULL };
static const char *const introductions[] = { "我是",   "我叫", "我姓", "免贵姓",     "本人",    "这边是",
                                             "联系人", "i'm",  "i am", "my name is", "this is", NULL };
static const char *const verbs[] = { "要",   "想",   "看",   "来",   "问", "约", "买", "订", "租",
                                     "咨询", "预约", "需要", "打算", "的", "说", "加", NULL };

static gboolean
is_among (const char *set, gunichar c)
{
  return c != 0 && g_utf8_strchr (set, -1, c) != NULL;
}

static gboolean
begins_with_any (const RgChatText *text, guint at, const char *const *list)
{
  return rg_chat_eat_any (text, &at, list, NULL);
}

/* How many Han characters stand at @at, at most @most. */
static guint
count_han (const RgChatText *text, guint at, guint most)
{
  guint n = 0;

  while (n < most && rg_chat_is_han (rg_chat_at (text, at + n)))
    n++;
  return n;
}

static gboolean
eat_surname (const RgChatText *text, guint *at)
{
  if (rg_chat_eat_any (text, at, double_surnames, NULL))
    return TRUE;
  if (!is_among (surnames, rg_chat_at (text, *at)))
    return FALSE;
  (*at)++;
  return TRUE;
}

/* 总 of 总结, 总价 … is no title. */
static gboolean
eat_short_title (const RgChatText *text, guint *at)
{
  guint p = *at;

  if (!rg_chat_eat_any (text, &p, short_titles, NULL) ||
      is_among ("结价共是体之量额部数夫妹俩作程人地厂具业", rg_chat_at (text, p)))
    return FALSE;
  *at = p;
  return TRUE;
}

/* 王姐, 小王老师, 欧阳女士, 李雷先生 at @at: the end of it; @at when it is none. */
static guint
titled_end (const RgChatText *text, guint at)
{
  guint p = at;
  guint behind;

  if (is_among ("小老大阿", rg_chat_at (text, p)))
    p++;
  if (begins_with_any (text, p, no_names) || !eat_surname (text, &p))
    return at;
  behind = p;
  if (rg_chat_eat_any (text, &behind, titles, NULL) || eat_short_title (text, &behind))
    return behind;
  for (guint given = 1; given <= 2 && rg_chat_is_han (rg_chat_at (text, p)); given++)
    {
      p++;
      behind = p;
      if (rg_chat_eat_any (text, &behind, titles, NULL))
        return behind;
    }
  return at;
}

/* 小李, 阿强, 老周 with nothing of a word behind. */
static guint
familiar_end (const RgChatText *text, guint at)
{
  guint n = count_han (text, at, LONGEST);

  if (is_among ("小老大阿", rg_chat_at (text, at)) && n >= 2 && n <= 3 &&
      rg_chat_is_boundary (text, at + n) && !begins_with_any (text, at, no_names))
    return at + n;
  return at;
}

/* A surname and one or two characters more, ended by a boundary or a verb. */
static guint
plain_end (const RgChatText *text, guint at)
{
  guint p = at;

  if (begins_with_any (text, at, no_names) || !eat_surname (text, &p))
    return at;
  for (guint given = 1; given <= 2 && rg_chat_is_han (rg_chat_at (text, p)); given++)
    {
      p++;
      if (rg_chat_is_boundary (text, p) || (given == 2 && begins_with_any (text, p, verbs)) ||
          (given == 1 && begins_with_any (text, p, verbs)))
        return p;
    }
  return at;
}

/* 豆豆妈妈: up to three characters and what they are to somebody. */
static guint
relative_end (const RgChatText *text, guint at)
{
  guint p = at;

  if (is_among (askers, rg_chat_at (text, at)))
    return at;
  for (guint n = 1; n <= 3 && rg_chat_is_han (rg_chat_at (text, p)); n++)
    {
      guint behind = ++p;

      if (rg_chat_eat_any (text, &behind, relatives, NULL))
        return behind;
    }
  return at;
}

/* One to four Han characters that stand alone: a name only with the phone
 * beside them. */
static guint
alone_end (const RgChatText *text, guint at)
{
  guint n = count_han (text, at, LONGEST + 1);

  if (n == 0 || n > LONGEST || !rg_chat_is_boundary (text, at + n) ||
      is_among (askers, rg_chat_at (text, at)) || begins_with_any (text, at, no_names))
    return at;
  return at + n;
}

/* --- Latin names ------------------------------------------------------------ */

static gboolean
is_capital (const RgChatText *text, guint at)
{
  return rg_chat_at (text, at) != 0 && g_unichar_isupper (text->written[at]);
}

static guint
latin_word_end (const RgChatText *text, guint at)
{
  while (rg_chat_is_latin (rg_chat_at (text, at)) || rg_chat_at (text, at) == '\'' ||
         rg_chat_at (text, at) == 0x2019)
    at++;
  return at;
}

/* Ann, Ann Lee, Mr. Wang, Amy姐. @sure: the phone stands beside it. */
static guint
latin_end (const RgChatText *text, guint at, gboolean sure)
{
  static const char *const none[] = { "hello",  "hi",     "hey",    "ok",   "vip",    "wifi", "please",
                                      "thanks", "the",    "we",     "need", "want",   "call", "can",
                                      "could",  "ktv",    "app",    "spa",  "iphone", "ipad", "tel",
                                      "phone",  "mobile", "wechat", "name", "note",   "for",  "led",
                                      "tv",     "wx",     "vx",     "i",    NULL };
  guint p = latin_word_end (text, at);
  guint behind = at;

  if (p < at + 2 || (!sure && !is_capital (text, at)) ||
      (rg_chat_eat_any (text, &behind, none, NULL) && behind == p))
    return at;
  if (rg_chat_at (text, p) == '.' && p - at <= 4)
    p++;
  for (guint words = 1; words < 4 && rg_chat_at (text, p) == ' ' && is_capital (text, p + 1); words++)
    p = latin_word_end (text, p + 1);
  behind = p;
  if (rg_chat_eat_any (text, &behind, titles, NULL) || eat_short_title (text, &behind))
    return behind;
  if (!rg_chat_is_boundary (text, p) && !begins_with_any (text, p, verbs))
    return at;
  /* A word alone, and then more words: the beginning of a sentence. */
  if (!sure && rg_chat_at (text, p) == ' ' && rg_chat_is_latin (rg_chat_at (text, p + 1)))
    return at;
  return p;
}

/* --- where names stand ------------------------------------------------------ */

/* Over blanks and signs. */
static guint
skip_signs (const RgChatText *text, guint at)
{
  while (at < text->n && rg_chat_is_boundary (text, at) && !rg_chat_is_digit (rg_chat_at (text, at)))
    at++;
  return at;
}

static char *
take (RgChatText *text, guint mark_from, guint from, guint to)
{
  char *name = rg_chat_dup (text, from, to);

  /* "王姐：" in front of what she said. */
  if (rg_chat_at (text, to) == ':')
    to++;
  rg_chat_use (text, mark_from, to);
  return name;
}

/* 姓名：王小姐; up to what ends a cell. */
static char *
take_labelled (RgChatText *text)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint p = at;
      guint end;

      if (!rg_chat_eat_any (text, &p, name_labels, NULL) || rg_chat_at (text, p) != ':')
        continue;
      p++;
      rg_chat_eat_blanks (text, &p);
      for (end = p; rg_chat_at (text, end) != 0 && !is_among ("\n,;、。|/(", rg_chat_at (text, end)); end++)
        if (rg_chat_at (text, end) == ' ' &&
            !(rg_chat_is_latin (rg_chat_at (text, end - 1)) && is_capital (text, end + 1)))
          break;
      if (end > p && end - p <= 20 && !rg_chat_is_digit (rg_chat_at (text, p)))
        return take (text, at, p, end);
    }
  return NULL;
}

static char *
take_introduced (RgChatText *text)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint p = at;
      guint end;

      if (!rg_chat_eat_any (text, &p, introductions, NULL))
        continue;
      rg_chat_eat_blanks (text, &p);
      end = titled_end (text, p);
      if (end == p)
        end = relative_end (text, p);
      if (end == p)
        end = plain_end (text, p);
      if (end == p)
        end = familiar_end (text, p);
      if (end == p)
        end = latin_end (text, p, TRUE);
      if (end == p && rg_chat_at (text, p - 1) == 0x59d3) /* 我姓王 */
        end = eat_surname (text, &end) && rg_chat_is_boundary (text, end) ? end : p;
      if (end > p)
        return take (text, at, p, end);
    }
  return NULL;
}

static char *
take_titled (RgChatText *text)
{
  for (guint at = 0; at < text->n; at++)
    {
      guint end = titled_end (text, at);

      if (end > at)
        return take (text, at, at, end);
    }
  return NULL;
}

/* At @at, which is the beginning or stands beside the phone. */
static char *
take_at (RgChatText *text, guint at, gboolean sure)
{
  guint end = relative_end (text, at);

  if (end == at)
    end = plain_end (text, at);
  if (end == at)
    end = familiar_end (text, at);
  if (end == at)
    end = latin_end (text, at, sure);
  if (end == at && sure)
    end = alone_end (text, at);
  return end > at ? take (text, at, at, end) : NULL;
}

/* Whether only signs and blanks part the words at @at from the phone. */
static gboolean
touches_phone (const RgChatText *text, guint at, guint phone_from)
{
  guint p = at;

  while (p < phone_from && !rg_chat_is_boundary (text, p))
    p++;
  for (; p < phone_from; p++)
    if (!rg_chat_is_boundary (text, p) || rg_chat_is_digit (rg_chat_at (text, p)) ||
        rg_chat_at (text, p) == '\n')
      return FALSE;
  return TRUE;
}

char *
rg_chat_take_name (RgChatText *self, guint phone_from, guint phone_to)
{
  guint start = skip_signs (self, 0);
  gboolean phone = phone_to > phone_from;
  char *name = take_labelled (self);

  if (name == NULL)
    name = take_introduced (self);
  if (name == NULL && titled_end (self, start) > start)
    name = take (self, start, start, titled_end (self, start));
  if (name == NULL)
    name = take_at (self, start, phone && start < phone_from && touches_phone (self, start, phone_from));
  if (name == NULL)
    name = take_titled (self);
  if (name == NULL && phone)
    {
      guint behind = skip_signs (self, phone_to);

      name = behind < self->n ? take_at (self, behind, rg_chat_at (self, phone_to) == ' ') : NULL;
    }
  return name;
}
