-- `rustgym update` renews this file. If you change it, rustgym leaves it alone.
-- Neovim reads it if the option 'exrc' is set, and asks you first.

local options = {
  check = { command = "clippy" },
  linkedProjects = {
    "exercises/01_fundamentals/01_getting_started/package_version/Cargo.toml",
    "exercises/01_fundamentals/02_language_basics/tariff_examples/Cargo.toml",
    "exercises/01_fundamentals/Cargo.toml",
    "exercises/02_intermediate/02_error_handling/derived_errors/Cargo.toml",
    "exercises/02_intermediate/02_error_handling/last_words/Cargo.toml",
    "exercises/02_intermediate/02_error_handling/missing_reason/Cargo.toml",
    "exercises/02_intermediate/02_error_handling/night_import/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/alone_or_together/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/claim_number/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/front_door/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/one_tree/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/optional_picture/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/shop_account/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/thin_main/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/twin_types/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/two_moneys/Cargo.toml",
    "exercises/02_intermediate/04_modules_and_crates/two_programs/Cargo.toml",
    "exercises/02_intermediate/05_todo_app/todo/Cargo.toml",
    "exercises/02_intermediate/Cargo.toml",
    "exercises/03_advanced/Cargo.toml",
    "exercises/04_backend/02_databases/sql_migrations/Cargo.toml",
    "exercises/04_backend/Cargo.toml",
  },
}

local server = {
  name = "rust_analyzer",
  cmd = { "rust-analyzer" },
  filetypes = { "rust" },
  init_options = options,
  settings = { ["rust-analyzer"] = options },
}

local function top(buffer)
  local found = vim.fs.find(".nvim.lua", { upward = true, path = vim.api.nvim_buf_get_name(buffer) })
  return found[1] and vim.fs.dirname(found[1])
end

if vim.lsp.config then
  server.root_dir = function(buffer, go_on) go_on(top(buffer)) end
  vim.lsp.config("rust_analyzer", server)
  vim.lsp.enable("rust_analyzer")
else
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "rust",
    callback = function(event)
      vim.lsp.start(vim.tbl_extend("force", server, { root_dir = top(event.buf) }))
    end,
  })
end
