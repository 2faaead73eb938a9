#include "tests/ui/random_scene.hpp"

#include "kiosk/draw/picture.hpp"
#include "kiosk/draw/qr.hpp"
#include "tests/support/cmocka.hpp"

namespace baken::testing {

using namespace ui;

namespace {

int up_to(std::mt19937& random, int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most + 1));
}

Mm length(std::mt19937& random, int least, int most) {
    return Mm{static_cast<double>(least + up_to(random, most - least))};
}

template <typename T, std::size_t N>
T one_of(std::mt19937& random, const std::array<T, N>& choices) {
    return choices.at(random() % N);
}

constexpr std::array kFlows{Flow::Row, Flow::Column, Flow::Wrap, Flow::Grid};
constexpr std::array kPlaces{Place::Start, Place::Center, Place::End, Place::Stretch};
constexpr std::array kFills{Tone::None, Tone::Card, Tone::Quiet, Tone::Night, Tone::Warning, Tone::Danger};
constexpr std::array kInks{Tone::None, Tone::Ink, Tone::Mute, Tone::Action, Tone::OnNight};
constexpr std::array<const char*, 10> kTexts{"Nu",
                                             "Stroomuitval in de hele regio",
                                             "Kook het water voordat u het drinkt.",
                                             "مياه الشرب غير آمنة 06-12345678",
                                             "ማይ ቅድሚ ምስታይኩም ኣፍልሑ",
                                             "请勿饮用自来水",
                                             "Кип’ятіть воду",
                                             "",
                                             "14:08",
                                             "Wijkcentrum De Draaikom, Huizen"};
constexpr std::array<const char*, 6> kIcons{"water", "back", "danger", "home", "phone", "there-is-no-such-icon"};

std::shared_ptr<const draw::Picture> some_picture(int shade) {
    std::vector<std::uint32_t> pixels;
    for (int i = 0; i < 40 * 30; ++i) pixels.push_back(0xFF000000U | static_cast<std::uint32_t>(i * 4099 + shade * 31));
    return std::make_shared<draw::Picture>(draw::Size{40, 30}, std::move(pixels));
}

std::shared_ptr<const draw::QrCode> some_code(int number) {
    auto code = draw::QrCode::make("baken " + std::to_string(number));
    CHECK_OK(code);
    return std::make_shared<draw::QrCode>(std::move(*code));
}

View random_leaf(std::mt19937& random) {
    View leaf;
    switch (up_to(random, 6)) {
        case 0:
            leaf.part = IconPart{one_of(random, kIcons), length(random, 4, 12), random() % 2 == 0};
            break;
        case 1:
            leaf.part = PicturePart{some_picture(up_to(random, 3)), length(random, 5, 30), length(random, 5, 20)};
            break;
        case 2:
            leaf.part = QrPart{some_code(up_to(random, 3)), length(random, 8, 20)};
            break;
        case 3:
            leaf.part = TrianglePart{length(random, 4, 10)};
            break;
        default:
            leaf = words(random() % 2 == 0 ? Type::Body : Type::Meta, std::string(one_of(random, kTexts)));
            break;
    }
    leaf.ink = one_of(random, kInks);
    return leaf;
}

void dress(View& view, std::mt19937& random) {
    view.fill = one_of(random, kFills);
    if (random() % 3 == 0) view.border = Tone::Line;
    view.border_width = length(random, 0, 2);
    view.radius = length(random, 0, 5);
    view.round_start_only = random() % 5 == 0;
    if (random() % 4 == 0) {
        view.action = {"press", std::to_string(up_to(random, 50))};
        view.role = Role::Button;
    }
}

View random_box(std::mt19937& random) {
    View view;
    view.least_wide = length(random, 1, 25);
    view.least_high = length(random, 1, 15);
    if (random() % 4 == 0) view.grow = 1;
    return view;
}

void arrange(View& view, std::mt19937& random) {
    view.flow = one_of(random, kFlows);
    view.cell_least = length(random, 5, 30);
    view.padding = {length(random, 0, 3), length(random, 0, 3)};
    view.gap = length(random, 0, 4);
    view.along = one_of(random, kPlaces);
    view.across = one_of(random, kPlaces);
    view.even = random() % 5 == 0;
    if (random() % 3 == 0) view.grow = 1;
}

View random_tree(std::mt19937& random, int depth, View (*leaf)(std::mt19937&)) {
    if (depth == 0 || random() % 5 == 0) return leaf(random);
    View view;
    arrange(view, random);
    for (int i = up_to(random, 3); i >= 0; --i) view.children.push_back(random_tree(random, depth - 1, leaf));
    return view;
}

View dressed_leaf(std::mt19937& random) {
    View leaf = random_leaf(random);
    dress(leaf, random);
    return leaf;
}

void collect(View& view, std::vector<View*>& into) {
    into.push_back(&view);
    for (auto& child : view.children) collect(child, into);
}

void change(View& view, std::mt19937& random) {
    if (random() % 3 == 0) return dress(view, random);
    if (view.scroll) return;
    if (view.children.empty()) {
        View other = random_leaf(random);
        view.part = std::move(other.part);
        view.ink = other.ink;
        return;
    }
    if (random() % 2 == 0 && view.children.size() > 1) std::swap(view.children.front(), view.children.back());
    arrange(view, random);
}

}  // namespace

View random_boxes(std::mt19937& random) {
    View root;
    arrange(root, random);
    root.flow = Flow::Column;
    for (int i = up_to(random, 3); i >= 0; --i) root.children.push_back(random_tree(random, 3, random_box));
    return root;
}

View random_targets(std::mt19937& random) {
    View root = random_boxes(random);
    std::vector<View*> all;
    collect(root, all);
    int number = 0;
    for (auto* view : all) {
        if (view->children.empty()) view->action = {"press", std::to_string(++number)};
    }
    return root;
}

View random_screen(std::mt19937& random) {
    View root = column(random_tree(random, 2, dressed_leaf), random_tree(random, 3, dressed_leaf));
    if (random() % 2 == 0) {
        View tall = random_tree(random, 3, dressed_leaf);
        tall.least_high = length(random, 20, 120);
        root.children.push_back(scroll({"page", "Omhoog", "Omlaag"}, std::move(tall)));
    }
    std::vector<View*> all;
    collect(root, all);
    for (auto* view : all) {
        if (random() % 3 == 0) dress(*view, random);
    }
    return root;
}

View changed_a_little(View view, std::mt19937& random) {
    std::vector<View*> all;
    for (int i = up_to(random, 2); i >= 0; --i) {
        all.clear();
        collect(view, all);
        change(*all[random() % all.size()], random);
    }
    return view;
}

}  // namespace baken::testing
