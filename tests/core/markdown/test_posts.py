"""What people write to each other looks as they meant it."""

import pytest

from homestead.core.markdown import posts
from homestead.core.markdown.hiding import folded
from homestead.core.markdown.surroundings import named, settled


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("*tea*", "<em>tea</em>"),
        ("~~old~~", "<s>old</s>"),
        ("| a |\n|---|\n| b |", "<td>b</td>"),
        ("| a |\n|--:|\n| b |", '<td class="right">b</td>'),
        ("# Title", "<h4>Title</h4>"),
        ("<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
        ("- [ ] shop", 'aria-label="to do">☐</span> shop</li>'),
        ("- [x] *shop*", 'aria-label="done">☑</span> <em>shop</em></li>'),
        ("- [x]shop", "<li>[x]shop</li>"),
        (":tada: at 10:30:20", "🎉 at 10:30:20"),
        (":no_such_thing:", ":no_such_thing:"),
        ("`:tada:`", "<code>:tada:</code>"),
    ],
)
def test_it_looks_as_it_was_meant(look, text, seen):
    assert seen in look(text)


@pytest.mark.parametrize(
    "text", ["@seles", "(@Seles)", "@SELES!", "*@seles*", "@seles-"]
)
def test_a_mention_leads_to_who_is_meant(look, text):
    assert '<a href="/alters/seles" class="mention alter">@Seles</a>' in look(text)


def test_a_group_can_be_mentioned(written):
    post = written("@littles, @seles and @seles: come!")
    assert post.mentions == ("littles", "seles")
    assert 'class="mention group">@The littles</a>' in post.html


@pytest.mark.parametrize(
    "text", ["me@seles", "@nobody-knows", "`@seles`", "a/@seles", "@@seles", "\\@seles"]
)
def test_what_only_looks_like_a_mention_stays_as_it_is(written, text):
    post = written(text)
    assert post.mentions == ()
    assert "<a" not in post.html


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("see https://a.example/x.", "https://a.example/x"),
        ("(https://a.example/x_(y))", "https://a.example/x_(y)"),
        ("**https://a.example/x**", "https://a.example/x"),
        ("HTTP://a.example", "HTTP://a.example"),
    ],
)
def test_an_address_becomes_a_link_without_the_sentence_around_it(look, text, href):
    assert f'<a href="{href}" rel="noopener nofollow">' in look(text)


def test_an_address_within_a_link_is_not_another_link(look):
    assert look("[https://a.example](https://b.example)").count("<a ") == 1


def test_a_thread_can_be_pointed_to_by_its_number_alone(written):
    post = written("see #3, not #99")
    assert '<a href="/forums/threads/3" class="thread">The plan</a>' in post.html
    assert "not #99" in post.html
    assert post.links == ("#3",)


def test_a_link_to_what_is_not_there_leads_nowhere(look):
    assert '<a class="gone">there</a>' in look("[there](#99)")


def test_a_quote_says_whose_it_is_and_leads_there(look):
    seen = look("> [Seles wrote:](#3/12)\n> It rained.")
    assert '<blockquote class="quoted">' in seen
    assert '<a href="/forums/posts/12" class="from thread">Seles wrote:</a> It' in seen


def test_a_quote_of_what_was_deleted_still_says_whose_it_is(look):
    assert '<a class="from gone">Seles:</a> It' in look("> [Seles:](#3/9)\n> It")


def test_a_picture_of_ours_is_shown_small_and_opens_large(look):
    assert look("![the cat](files/cat)") == (
        '<p><a href="/forums/files/1" class="picture"><img src="/forums/files/1/small"'
        ' alt="the cat" width="400" height="300" loading="lazy" decoding="async"></a>'
        "</p>\n"
    )


def test_a_picture_in_a_link_is_no_link_itself(look):
    assert look("[![cat](files/cat)](https://a.example)").count("<a ") == 1


@pytest.mark.parametrize("text", ["[the plan](files/plan)", "![the plan](files/plan)"])
def test_a_file_is_a_link_to_it(look, text):
    assert '<a href="/forums/files/2" class="file">the plan</a>' in look(text)


def test_a_picture_of_elsewhere_is_a_link_and_fetched_by_nobody(look):
    seen = look("![tea](https://elsewhere.example/tea.png)")
    assert (
        '<a href="https://elsewhere.example/tea.png" rel="noopener nofollow">' in seen
    )
    assert "<img" not in seen


def test_a_picture_that_is_gone_leaves_its_words(look):
    assert '<span class="gone">the dog</span>' in look("![the dog](files/dog)")


def test_a_fold_hides_what_is_in_it_behind_its_label(look):
    seen = look("::: Food & drink\n*Pizza*\n:::\nafter")
    assert '<details class="fold">\n<summary>Food &amp; drink</summary>' in seen
    assert "<p><em>Pizza</em></p>\n</details>\n<p>after</p>" in seen


def test_folds_lie_in_each_other_in_lists_and_in_quotes(look):
    assert look("::: a\n::: b\nx\n:::\ny\n:::\nz").endswith("</details>\n<p>z</p>\n")
    assert "</details>\n</li>" in look("- a\n  ::: b\n  c\n  :::\n- d")
    assert "</details>\n</blockquote>" in look("> ::: b\n> c\n> :::")


@pytest.mark.parametrize("text", ["x", "::: a\nx\n:::", ":::\n:::::\nx", "x\n:::\ny"])
def test_a_whole_text_can_be_folded_whatever_is_in_it(look, text):
    seen = look(folded("Food", text) + "\nafter")
    assert seen.startswith('<details class="fold">\n<summary>Food</summary>')
    assert seen.endswith("</details>\n<p>after</p>\n")


def test_a_fold_without_an_end_hides_the_rest(look):
    assert look("::: a\nx\n\ny").endswith("<p>y</p>\n</details>\n")


def test_a_fold_without_a_label_says_that_something_is_hidden(look):
    assert "<summary>Hidden</summary>" in look(":::\nx\n:::")


def test_colons_in_code_fold_nothing(look):
    assert "<details" not in look("```\n::: a\n```")


def test_a_spoiler_is_a_box_one_ticks(look):
    assert look("it is ||the *cat*||.") == (
        '<p>it is <span class="spoiler"><input type="checkbox" aria-label="Show what is'
        ' hidden"><span>the <em>cat</em></span></span>.</p>\n'
    )


@pytest.mark.parametrize("text", ["a || b", "||||", "|| ||", "`||a||`", "\\||a|"])
def test_what_only_looks_like_a_spoiler_stays_as_it_is(look, text):
    assert "spoiler" not in look(text)


def test_a_table_may_have_no_cells_that_are_taken_for_spoilers(look):
    assert "<td>c</td>" in look("| a | b |\n|---|---|\n| c | d |")


def test_all_that_is_written_can_be_searched(written):
    post = written(
        "one *two*\n\n::: Food\nthree\n:::\n||four|| `five` ![six](files/cat)"
    )
    assert post.text == "one two\nFood\nthree\nfour five six"


def test_what_is_told_of_a_post_shows_nothing_that_is_hidden(written):
    post = written(
        "> quoted\n\none ||two||\n\n::: Food\nthree\n::: More\nx\n:::\n:::\nfour"
    )
    assert post.covered == "one […]\n[Food]\nfour"


def test_what_is_in_a_post_is_told_once(written):
    post = written("![a](files/cat) ![b](files/cat) [c](files/plan) [d](files/no)")
    assert post.uploads == ("cat", "plan")


def test_all_a_text_may_name_is_known_before_it_is_read():
    text = "@Seles, @dexen-: [x](#3) #3/12 ![y](files/cat.png) me@yuki"
    assert named(text) == (
        {"seles", "dexen-", "dexen"},
        {"#3", "#3/12"},
        {"cat.png"},
    )


def test_a_text_without_surroundings_names_nobody():
    post = posts.written("@seles [x](#3) ![y](files/cat)")
    assert (post.mentions, post.links, post.uploads) == ((), (), ())


def test_what_was_made_says_by_which_renderer(written):
    assert written("x").version == posts.VERSION


def test_addresses_within_the_home_are_made_real_when_it_is_shown():
    kept = '<a href="home:forums/who/seles">@Seles</a> <img src="home:chat/files/1">'
    shown = settled(kept, {"forums": "/talk", "chat": None}.get)
    assert shown == '<a href="/talk/who/seles">@Seles</a> <img >'


def test_nobody_writes_such_an_address_themselves(look):
    assert "href" not in look("[x](home:forums/undo)")
